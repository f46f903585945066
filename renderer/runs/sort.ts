import { runStatuses } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import { configRanks } from './config-family';
import { readingKey } from './reading-key';
import { scaleRanks } from './scales';

export const sortKeys = ['name', 'status', 'config', 'loss', 'epochs', 'speed', 'age'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface SortOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

/** A run that changes is a new object. */
const nameKeys = new WeakMap<RunSummary, string>();

function nameKey(run: RunSummary): string {
  const known = nameKeys.get(run);
  if (known !== undefined) return known;
  const key = readingKey(run.name);
  nameKeys.set(run, key);
  return key;
}

/** What a run is sorted by; null sorts last in either direction. */
const values: Readonly<
  Record<Exclude<SortKey, 'config'>, (run: RunSummary) => string | number | null>
> = {
  name: nameKey,
  status: (run) => runStatuses.indexOf(run.status),
  loss: (run) => run.bestNegativeElbo,
  epochs: (run) => run.epochsDone,
  speed: (run) => run.imagesPerSecond,
  age: (run) => run.createdAt,
};

/** A sorted copy. Losses that cannot be compared are sorted apart. Runs that are alike keep the newest first. */
export function sortRuns(runs: readonly RunSummary[], order: SortOrder): readonly RunSummary[] {
  const value = order.key === 'config' ? configPlaces(runs) : values[order.key];
  const rank = order.key === 'loss' ? scaleRanks(runs) : () => 0;
  const direction = order.descending ? -1 : 1;
  return runs
    .map((run) => ({ run, value: value(run), rank: rank(run) }))
    .sort((a, b) => compare(a, b, direction) || b.run.createdAt - a.run.createdAt)
    .map(({ run }) => run);
}

function configPlaces(runs: readonly RunSummary[]): (run: RunSummary) => number {
  const rank = configRanks(runs.map(({ config }) => config));
  return ({ config }) => rank(config);
}

export interface Sortable {
  readonly value: string | number | null;
  /** Lower ranks come first, whichever way values are sorted. */
  readonly rank: number;
}

export function compare(a: Sortable, b: Sortable, direction: 1 | -1): number {
  if (a.value === null || b.value === null)
    return Number(a.value === null) - Number(b.value === null);
  if (a.rank !== b.rank) return a.rank - b.rank;
  return a.value < b.value ? -direction : a.value > b.value ? direction : 0;
}

/** The order after a press on a column's head: the other way round, or the new column's usual way. */
export function nextOrder(order: SortOrder, key: SortKey): SortOrder {
  if (order.key === key) return { key, descending: !order.descending };
  return { key, descending: key === 'age' || key === 'speed' || key === 'epochs' };
}
