import { runStatuses } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import { configRanks } from './config-family';
import { readingKey } from './reading-key';

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
  loss: (run) => run.bestTestLoss,
  epochs: (run) => run.epochsDone,
  speed: (run) => run.imagesPerSecond,
  age: (run) => run.createdAt,
};

/** A sorted copy. Runs that are alike keep the newest first. */
export function sortRuns(runs: readonly RunSummary[], order: SortOrder): readonly RunSummary[] {
  const value = order.key === 'config' ? configPlaces(runs) : values[order.key];
  const direction = order.descending ? -1 : 1;
  return runs
    .map((run) => ({ run, value: value(run) }))
    .sort((a, b) => compare(a.value, b.value, direction) || b.run.createdAt - a.run.createdAt)
    .map(({ run }) => run);
}

function configPlaces(runs: readonly RunSummary[]): (run: RunSummary) => number {
  const rank = configRanks(runs.map(({ config }) => config));
  return ({ config }) => rank(config);
}

function compare(a: string | number | null, b: string | number | null, direction: 1 | -1): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  return a < b ? -direction : a > b ? direction : 0;
}

/** The order after a press on a column's head: the other way round, or the new column's usual way. */
export function nextOrder(order: SortOrder, key: SortKey): SortOrder {
  if (order.key === key) return { key, descending: !order.descending };
  return { key, descending: key === 'age' || key === 'speed' || key === 'epochs' };
}
