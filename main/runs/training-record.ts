import { v7 } from 'uuid';
import { WorkbenchError } from '../../shared/errors';
import type { CheckpointId, RunId } from '../../shared/ids';
import { stepLossParts } from '../../shared/metrics';
import type { RunConfig } from '../../shared/run-config';
import type { TrainerEvent, TrainingState } from '../../shared/trainer-protocol';
import type { EpochSteps } from '../storage/metrics-store';
import type { Stores } from '../storage/stores';
import { planRetention } from './retention';

type EpochEvent = Extract<TrainerEvent, { kind: 'epoch' }>;

export const newCheckpointId = (): CheckpointId => v7() as CheckpointId;

/** Stores all of a finished epoch, and drops the checkpoints it makes needless: everything or nothing. */
export function recordEpoch(
  stores: Stores,
  config: RunConfig,
  event: EpochEvent,
  now: number,
): void {
  const { run, metrics, stepLosses, snapshot, state } = event;
  stores.transaction(() => {
    stores.metrics.putEpoch(run, metrics);
    stores.metrics.putSteps(run, { epoch: metrics.epoch, losses: stepLosses });
    stores.snapshots.put(run, snapshot);
    stores.checkpoints.add({ id: newCheckpointId(), run, createdAt: now, state });
    prune(stores, run, config);
    stores.runs.refreshTotals(run);
  });
}

/** Stores the state in which training was halted, with the losses of the unfinished epoch's steps. */
export function recordHalt(
  stores: Stores,
  run: RunId,
  config: RunConfig,
  state: TrainingState,
  now: number,
): void {
  stores.transaction(() => {
    if (state.step > 0) {
      stores.metrics.putSteps(run, { epoch: state.epoch + 1, losses: state.stepLosses });
    }
    const stored = stores.checkpoints.list(run).some(({ epoch, step, resumable }) => {
      return epoch === state.epoch && step === state.step && resumable;
    });
    if (!stored) {
      stores.checkpoints.add({ id: newCheckpointId(), run, createdAt: now, state });
      prune(stores, run, config);
    }
  });
}

/**
 * Stores the losses of an unfinished epoch's steps that lead to where training broke off. A run that goes on does them
 * again.
 */
export function recordBreak(stores: Stores, run: RunId, steps: EpochSteps): void {
  if (steps.losses.length > 0) stores.metrics.putSteps(run, steps);
}

/**
 * The state from which the run goes on, and with everything past it dropped: that of its last checkpoint
 * with an optimiser's state; null when it has none and starts anew. A checkpoint that turns out to be
 * damaged is passed over for the one before.
 *
 * @throws WorkbenchError `database-damaged` when every such checkpoint is damaged.
 */
export function rewindToLastState(stores: Stores, run: RunId): TrainingState | null {
  return stores.transaction(() => {
    const state = lastState(stores, run);
    const { epoch, step } = state ?? { epoch: 0, step: 0 };
    stores.metrics.dropAfter(run, epoch, step);
    stores.snapshots.dropAfter(run, epoch);
    stores.checkpoints.dropAfter(run, epoch, step);
    stores.runs.refreshTotals(run);
    return state;
  });
}

function lastState(stores: Stores, run: RunId): TrainingState | null {
  let damage: WorkbenchError | null = null;
  for (const checkpoint of stores.checkpoints.list(run).toReversed()) {
    if (!checkpoint.resumable) continue;
    try {
      return stateOf(stores, run, checkpoint.id);
    } catch (error) {
      if (!(error instanceof WorkbenchError) || error.kind !== 'database-damaged') throw error;
      damage ??= error;
    }
  }
  if (damage !== null) throw damage;
  return null;
}

/**
 * The whole state of a checkpoint that has its optimiser's state.
 *
 * @throws WorkbenchError `database-damaged` when part of it is not what was stored.
 */
export function stateOf(stores: Stores, run: RunId, checkpoint: CheckpointId): TrainingState {
  const state = stores.checkpoints.state(checkpoint);
  const stepLosses =
    state === undefined
      ? undefined
      : stores.metrics.stepsOf(run, state.epoch + 1).slice(0, state.step * stepLossParts);
  if (state === undefined || stepLosses?.length !== state.step * stepLossParts) {
    throw new WorkbenchError({
      kind: 'database-damaged',
      message: 'Part of this checkpoint is missing, so training cannot go on from it.',
      remedy: 'Use another checkpoint of the run, or put back a copy of the database.',
    });
  }
  return { ...state, stepLosses };
}

/** Drops what retention does not keep. */
export function prune(stores: Stores, run: RunId, { checkpointEvery }: RunConfig): void {
  const { remove, dropOptimizer } = planRetention(stores.checkpoints.list(run), {
    checkpointEvery,
    branchPoints: stores.runs.branchPoints(run),
  });
  for (const id of remove) stores.checkpoints.remove(id);
  for (const id of dropOptimizer) stores.checkpoints.dropOptimizer(id);
}
