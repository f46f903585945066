import type { RunId } from '../../../shared/ids';
import type { Stores } from '../stores';
import {
  newCheckpointId,
  sampleLosses,
  sampleMetrics,
  sampleRun,
  sampleSnapshot,
  sampleState,
} from './samples';

/** Bytes of one epoch of a filled run: checkpoint, snapshot, losses of 600 steps. */
export const epochBytes = 600_000 + 8 * 10 * 784 + 600 * 3 * 4;

/** Adds a run with some epochs, each with all that an epoch has. */
export function addFilledRun(stores: Stores, epochs: number): RunId {
  const run = sampleRun();
  stores.runs.insert(run);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const state = sampleState(epoch, 0, 50_000);
    stores.metrics.putEpoch(run.id, sampleMetrics(epoch));
    stores.metrics.putSteps(run.id, { epoch, losses: sampleLosses(epoch, 600) });
    stores.snapshots.put(run.id, sampleSnapshot(epoch));
    stores.checkpoints.add({ id: newCheckpointId(), run: run.id, createdAt: 1, state });
  }
  return run.id;
}
