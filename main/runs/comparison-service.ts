import { v7 } from 'uuid';
import type { DamagedRow } from '../../shared/damage';
import type { Compared, Comparison, ComparisonId } from '../../shared/comparisons';
import { WorkbenchError } from '../../shared/errors';
import type { ComparisonStore } from '../storage/comparison-store';

/** Comparisons of runs that were given a name. */
export class ComparisonService {
  readonly #store: ComparisonStore;
  readonly #now: () => number;

  /** `now` in milliseconds since 1970. */
  constructor(store: ComparisonStore, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** Newest first. */
  list(): readonly Comparison[] {
    return this.#store.list();
  }

  save(name: string, compared: Compared): Comparison {
    const comparison = { id: v7() as ComparisonId, name, compared, createdAt: this.#now() };
    this.#store.put(comparison);
    return comparison;
  }

  /** @throws WorkbenchError `not-found` */
  change(id: ComparisonId, changes: Partial<Pick<Comparison, 'name' | 'compared'>>): Comparison {
    const stored = this.#store.find(id);
    if (stored === undefined) {
      throw new WorkbenchError({
        kind: 'not-found',
        message: 'This comparison does not exist any more. Nothing was changed.',
        remedy: 'Save it under a name again.',
      });
    }
    const changed = { ...stored, ...changes };
    this.#store.put(changed);
    return changed;
  }

  /** Those that are stored but cannot be read. */
  damaged(): readonly DamagedRow[] {
    return this.#store.damaged();
  }

  /** @param id also of one that cannot be read. */
  delete(id: string): void {
    this.#store.remove(id);
  }

  /**
   * Puts back, as it was, what was deleted since the workbench was opened.
   *
   * @throws WorkbenchError `not-found`
   */
  restore(id: string): void {
    if (this.#store.restore(id)) return;
    throw new WorkbenchError({
      kind: 'not-found',
      message:
        'This comparison cannot be put back: it was deleted before the workbench was opened.',
      remedy: 'Compare the runs and save them again.',
    });
  }
}
