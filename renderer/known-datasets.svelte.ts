import type { DatasetSummary } from '../shared/datasets';
import type { ErrorReport } from '../shared/errors';

/** The datasets that there are, as configurations name them; follow-datasets.ts keeps them up to date. */
class KnownDatasets {
  /** Null until they are known. */
  list = $state.raw<readonly DatasetSummary[] | null>(null);
  /** Why they are not known. */
  error = $state.raw<ErrorReport | null>(null);

  /** Undefined until they are known, and where there is none of this id. */
  find(id: string): DatasetSummary | undefined {
    return this.list?.find((dataset) => dataset.id === id);
  }

  /** What a person calls it; a removed one is called by its id. */
  nameOf(id: string): string {
    return this.find(id)?.name ?? id;
  }
}

export const knownDatasets = new KnownDatasets();
