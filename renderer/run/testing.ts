import { checkpointIdSchema, runIdSchema } from '../../shared/ids';
import { runConfigSchema } from '../../shared/run-config';
import type { CheckpointSummary, RunDetail, RunProgress } from '../../shared/runs';

export const someRun = runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');

/** A run of the seed preset that was just made, for tests. */
export function runDetail(changes: Partial<RunDetail> = {}): RunDetail {
  return {
    id: someRun,
    name: 'Seed CVAE',
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
    notes: '',
    engine: null,
    checkpoints: [],
    trainingSeconds: 0,
    ...changes,
  };
}

/** A checkpoint after an epoch, or some steps later. */
export function checkpoint(epoch: number, step = 0): CheckpointSummary {
  const number = String(epoch * 1000 + step).padStart(12, '0');
  return {
    id: checkpointIdSchema.parse(`01890a5d-ac96-774b-bcce-${number}`),
    run: someRun,
    epoch,
    step,
    sha256: '',
    bytes: 4_000_000,
    resumable: true,
    pinned: false,
    createdAt: 0,
    testLoss: step === 0 ? 130 : null,
  };
}

/** What is told of a run in its first epoch. */
export function progress(changes: Partial<RunProgress> = {}): RunProgress {
  return {
    run: someRun,
    name: 'Seed CVAE',
    epoch: 1,
    epochs: 50,
    step: 100,
    stepsPerEpoch: 600,
    losses: new Float32Array(),
    imagesPerSecond: 25_000,
    secondsLeft: null,
    ...changes,
  };
}
