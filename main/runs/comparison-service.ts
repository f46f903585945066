import { v7 } from 'uuid';
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

  delete(id: ComparisonId): void {
    this.#store.remove(id);
  }

  /** Puts back what was deleted. */
  restore(comparison: Comparison): void {
    this.#store.put(comparison);
  }
}
