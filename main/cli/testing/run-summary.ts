import type { CheckpointId, RunId } from '../../../shared/ids';
import { runConfigSchema } from '../../../shared/run-config';
import type { CheckpointSummary, RunSummary } from '../../../shared/runs';

/** A queued run of the seed preset, but for what is given. */
export function runSummary({
  id,
  ...given
}: Partial<Omit<RunSummary, 'id'>> & { readonly id: string }): RunSummary {
  return {
    id: id as RunId,
    name: 'run',
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
    id: `01890a5d-0000-7000-8000-${String(epoch).padStart(12, '0')}` as CheckpointId,
    run,
    epoch,
    step,
    sha256: 'ab'.repeat(32),
    bytes: 1,
    resumable: true,
    pinned: false,
    createdAt: 0,
    testLoss: null,
  };
}
