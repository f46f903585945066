import { configGlance } from '../../shared/run-config-glance';
import type { RunConfig } from '../../shared/run-config';
import { runStatuses } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';

export const sortKeys = ['name', 'status', 'config', 'loss', 'epochs', 'speed', 'age'] as const;
export type SortKey = (typeof sortKeys)[number];

export interface SortOrder {
  readonly key: SortKey;
  readonly descending: boolean;
}

/**
 * What texts sort by as people read them: `run 2` before `Run 10`, accents aside. Comparing these takes a
 * tenth of the time that a collator does.
 */
function readingKey(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'));
}

/** A run that changes is a new object, and its configuration never changes. */
const nameKeys = new WeakMap<RunSummary, string>();
const configKeys = new WeakMap<RunConfig, string>();

function kept<K extends object>(keys: WeakMap<K, string>, of: K, text: () => string): string {
  const known = keys.get(of);
  if (known !== undefined) return known;
  const key = readingKey(text());
  keys.set(of, key);
  return key;
}

/** What a run is sorted by; null sorts last in either direction. */
const values: Readonly<Record<SortKey, (run: RunSummary) => string | number | null>> = {
  name: (run) => kept(nameKeys, run, () => run.name),
  status: (run) => runStatuses.indexOf(run.status),
  config: ({ config }) => kept(configKeys, config, () => configGlance(config)),
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
  return a < b ? -direction : a > b ? direction : 0;
}

/** The order after a press on a column's head: the other way round, or the new column's usual way. */
export function nextOrder(order: SortOrder, key: SortKey): SortOrder {
  if (order.key === key) return { key, descending: !order.descending };
  return { key, descending: key === 'age' || key === 'speed' || key === 'epochs' };
}
