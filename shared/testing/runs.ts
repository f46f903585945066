import { checkpointIdSchema, runIdSchema, type RunId } from '../ids';
import { runConfigSchema } from '../run-config';
import type { CheckpointSummary, RunSummary } from '../runs';

/** The `number`th run's. */
export const testRunId = (number: number): RunId => runIdSchema.parse(idOf(number));

const idOf = (number: number) => `0192f000-0000-7000-8000-${String(number).padStart(12, '0')}`;

/** A queued run of the seed preset for tests, but for what is given. */
export function runSummary({
  id = testRunId(1),
  ...given
}: Partial<Omit<RunSummary, 'id'>> & { readonly id?: string } = {}): RunSummary {
  return {
    id: runIdSchema.parse(id),
    name: 'Reference CVAE',
    status: 'queued',
    config: runConfigSchema.parse({}),
    colour: 0,
    starred: false,
    tags: [],
    createdAt: 0,
    startedAt: null,
    finishedAt: null,
    epochsDone: 0,
    bestTestLoss: null,
    bestEpoch: null,
    bestNegativeElbo: null,
    imagesPerSecond: null,
    parent: null,
    error: null,
    deletedAt: null,
    ...given,
  };
}

/** A checkpoint at the end of an epoch, or some steps later. */
export function checkpointSummary(run: RunId, epoch: number, step = 0): CheckpointSummary {
  return {
    id: checkpointIdSchema.parse(idOf(epoch * 1000 + step)),
    run,
    epoch,
    step,
    sha256: 'ab'.repeat(32),
    bytes: 4_000_000,
    resumable: true,
    pinned: false,
    createdAt: 0,
    testLoss: step === 0 ? 130 : null,
  };
}
