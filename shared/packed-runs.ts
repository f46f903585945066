import type { RunConfig } from './run-config';
import type { RunSummary } from './runs';

/**
 * Thousands of runs as one text, since copying a text between processes costs a small part of what
 * copying as many objects does. Configurations that differ in their seed alone are written once.
 */
interface Packed {
  readonly configs: readonly RunConfig[];
  /** Index of the configuration, seed, then the values of `keys`. */
  readonly runs: readonly (readonly [number, number, ...unknown[]])[];
}

const keys = [
  'id',
  'name',
  'status',
  'colour',
  'starred',
  'tags',
  'createdAt',
  'startedAt',
  'finishedAt',
  'epochsDone',
  'bestTestLoss',
  'bestEpoch',
  'imagesPerSecond',
  'parent',
  'error',
  'deletedAt',
] as const satisfies readonly (keyof RunSummary)[];

export function packRuns(runs: readonly RunSummary[]): string {
  const indices = new Map<string, number>();
  const configs: RunConfig[] = [];
  const rows = runs.map((run) => {
    const text = JSON.stringify({ ...run.config, seed: 0 });
    const index = indices.get(text) ?? indices.size;
    if (index === indices.size) {
      indices.set(text, index);
      configs.push(run.config);
    }
    return [index, run.config.seed, ...keys.map((key) => run[key])] as const;
  });
  return JSON.stringify({ configs, runs: rows } satisfies Packed);
}

export function unpackRuns(text: string): readonly RunSummary[] {
  const { configs, runs } = JSON.parse(text) as Packed;
  return runs.map(([index, seed, ...values]) => {
    const run = Object.fromEntries(keys.map((key, at) => [key, values[at]]));
    return { ...run, config: { ...configs[index]!, seed } } as unknown as RunSummary;
  });
}
