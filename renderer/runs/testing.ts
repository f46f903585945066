import { runIdSchema } from '../../shared/ids';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunSummary } from '../../shared/runs';

type Changes = Partial<Omit<RunSummary, 'id' | 'config'>> & { readonly config?: RunConfigInput };

/** A run for tests: the `number`th made, a finished seed run but for `changes`. */
export function testRun(number: number, { config = {}, ...changes }: Changes = {}): RunSummary {
  return {
    id: runIdSchema.parse(`0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`),
    name: `Run ${number}`,
    status: 'done',
    config: runConfigSchema.parse(config),
    colour: number % 8,
    starred: false,
    tags: [],
    createdAt: 1_700_000_000_000 + number * 60_000,
    startedAt: null,
    finishedAt: null,
    epochsDone: 50,
    bestTestLoss: 128,
    bestEpoch: 50,
    imagesPerSecond: 20_000,
    parent: null,
    error: null,
    deletedAt: null,
    ...changes,
  };
}
