import type { RunConfig } from './run-config';
import { runConfigKeys } from './run-config-text';
import type { RunSummary } from './runs';

/**
 * Thousands of runs as one text, since copying a text between processes costs a small part of what
 * copying as many objects does. Configurations that differ in their seed alone are written once.
 */
interface Packed {
  readonly configs: readonly RunConfig[];
  readonly runs: readonly PackedRun[];
}

/** The index of the configuration and the seed, then the rest of a summary. */
type PackedRun = readonly [
  config: number,
  seed: number,
  id: RunSummary['id'],
  name: string,
  status: RunSummary['status'],
  colour: number,
  starred: boolean,
  tags: RunSummary['tags'],
  createdAt: number,
  startedAt: number | null,
  finishedAt: number | null,
  epochsDone: number,
  bestTestLoss: number | null,
  bestEpoch: number | null,
  bestNegativeElbo: number | null,
  imagesPerSecond: number | null,
  parent: RunSummary['parent'],
  error: RunSummary['error'],
  deletedAt: number | null,
];

/** The same for configurations that differ in their seed alone, and for no others. */
export function seedlessText(config: RunConfig): string {
  return runConfigKeys.map((key) => (key === 'seed' ? '' : config[key])).join('\n');
}

export function packRuns(runs: readonly RunSummary[]): string {
  const indices = new Map<string, number>();
  const configs: RunConfig[] = [];
  const packed = runs.map((run) => {
    const text = seedlessText(run.config);
    const index = indices.get(text) ?? indices.size;
    if (index === indices.size) {
      indices.set(text, index);
      configs.push(run.config);
    }
    return pack(run, index);
  });
  return JSON.stringify({ configs, runs: packed } satisfies Packed);
}

export function unpackRuns(text: string): readonly RunSummary[] {
  const { configs, runs } = JSON.parse(text) as Packed;
  return runs.map((run) => unpack(run, configs));
}

function pack(run: RunSummary, config: number): PackedRun {
  return [
    config,
    run.config.seed,
    run.id,
    run.name,
    run.status,
    run.colour,
    run.starred,
    run.tags,
    run.createdAt,
    run.startedAt,
    run.finishedAt,
    run.epochsDone,
    run.bestTestLoss,
    run.bestEpoch,
    run.bestNegativeElbo,
    run.imagesPerSecond,
    run.parent,
    run.error,
    run.deletedAt,
  ];
}

function unpack(run: PackedRun, configs: readonly RunConfig[]): RunSummary {
  return {
    id: run[2],
    name: run[3],
    status: run[4],
    config: { ...configs[run[0]]!, seed: run[1] },
    colour: run[5],
    starred: run[6],
    tags: run[7],
    createdAt: run[8],
    startedAt: run[9],
    finishedAt: run[10],
    epochsDone: run[11],
    bestTestLoss: run[12],
    bestEpoch: run[13],
    bestNegativeElbo: run[14],
    imagesPerSecond: run[15],
    parent: run[16],
    error: run[17],
    deletedAt: run[18],
  };
}
