import { classesNamed, nameOfClass, type DatasetSummary } from '../shared/datasets';
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

  /** What a class of a dataset is called. */
  nameOfClass(id: string, label: number): string {
    return nameOfClass(this.find(id)?.classNames, label);
  }

  /** Labels of a snapshot's columns: those that have images, or all, as version 0.1.0 drew them. */
  snapshotLabels(id: string, columns: number): readonly number[] {
    const labels = classesNamed(this.find(id)?.classNames ?? []);
    return labels.length === columns
      ? labels
      : Array.from({ length: columns }, (_, label) => label);
  }

  /** What a person calls it; a removed one is called by its id. */
  nameOf(id: string): string {
    return this.find(id)?.name ?? id;
  }
}

export const knownDatasets = new KnownDatasets();
