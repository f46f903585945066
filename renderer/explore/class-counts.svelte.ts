import type { DatasetSummary } from '../../shared/datasets';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { call, on } from '../api';

/** How many classes each dataset's labels have. */
class ClassCounts {
  #counts = $state.raw<ReadonlyMap<string, number> | null>(null);
  #error = $state.raw<ErrorReport | null>(null);

  /** Why they are not known. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Null until it is known. */
  of(dataset: string): number | null {
    return this.#counts?.get(dataset) ?? null;
  }

  /** Loads them, and keeps them up to date. */
  follow(): () => void {
    void this.load();
    return on('datasets-changed', (datasets) => this.#take(datasets));
  }

  async load(): Promise<void> {
    this.#error = null;
    try {
      this.#take(await call('datasets.list'));
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
    }
  }

  #take(datasets: readonly DatasetSummary[]): void {
    this.#counts = new Map(datasets.map(({ id, classes }) => [id, classes]));
  }
}

export const classCounts = new ClassCounts();
