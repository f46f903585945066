import { median } from './statistics';

export const groupNames = ['train', 'decode', 'start', 'ui'] as const;
export type GroupName = (typeof groupNames)[number];

/** One measured quantity over all runs that measured it. */
export interface Result {
  readonly group: GroupName;
  readonly name: string;
  readonly unit: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  /** The value of each run, in the order in which they were made. */
  readonly runs: readonly number[];
}

/** Throws when there are no runs, or when one measured no finite number. */
export function resultOf(
  group: GroupName,
  name: string,
  unit: string,
  runs: readonly number[],
): Result {
  const broken = runs.find((value) => !Number.isFinite(value));
  if (broken !== undefined) throw new Error(`${name} was measured as ${broken}.`);
  return {
    group,
    name,
    unit,
    median: median(runs),
    min: Math.min(...runs),
    max: Math.max(...runs),
    runs,
  };
}

/** Versions of what was measured, by name. */
export type Versions = Readonly<Record<string, string>>;

/** What a group of benchmarks found. */
export interface Findings {
  readonly results: readonly Result[];
  readonly versions: Versions;
}
