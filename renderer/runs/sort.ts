import { configGlance } from '../../shared/run-config-glance';
import { runStatuses } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';

export const sortKeys = ['name', 'status', 'config', 'loss', 'epochs', 'speed', 'age'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface SortOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** Names sort as people read them: `run 2` before `run 10`. */
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** What a run is sorted by; null sorts last in either direction. */
const values: Readonly<Record<SortKey, (run: RunSummary) => string | number | null>> = {
  name: (run) => run.name,
  status: (run) => runStatuses.indexOf(run.status),
  config: (run) => configGlance(run.config),
  loss: (run) => run.bestTestLoss,
  epochs: (run) => run.epochsDone,
  speed: (run) => run.imagesPerSecond,
  age: (run) => run.createdAt,
};

/** A sorted copy. Runs that are alike keep the newest first. */
export function sortRuns(runs: readonly RunSummary[], order: SortOrder): readonly RunSummary[] {
  const value = values[order.key];
  const direction = order.descending ? -1 : 1;
  return runs
    .map((run) => ({ run, value: value(run) }))
    .sort((a, b) => compare(a.value, b.value, direction) || b.run.createdAt - a.run.createdAt)
    .map(({ run }) => run);
}

function compare(a: string | number | null, b: string | number | null, direction: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' || typeof b === 'string') {
    return direction * collator.compare(String(a), String(b));
  }
  return direction * (a - b);
}

/** The order after a press on a column's head: the other way round, or the new column's usual way. */
export function nextOrder(order: SortOrder, key: SortKey): SortOrder {
  if (order.key === key) return { key, descending: !order.descending };
  return { key, descending: key === 'age' || key === 'speed' || key === 'epochs' };
}
