import { v7 } from 'uuid';
import type { CheckpointId, RunId } from '../../../shared/ids';
import type { EpochMetrics } from '../../../shared/metrics';
import { standardNormals } from '../../../shared/random';
import { runConfigSchema, type RunConfigInput } from '../../../shared/run-config';
import type { Snapshot } from '../../../shared/snapshots';
import type { TrainingState } from '../../../shared/trainer-protocol';
import { sha256 } from '../blobs';
import type { NewRun } from '../run-store';

export const newRunId = (): RunId => v7() as RunId;
export const newCheckpointId = (): CheckpointId => v7() as CheckpointId;

export function sampleRun(config: RunConfigInput = {}, name = 'Sample'): NewRun {
  return {
    id: newRunId(),
    name,
    config: runConfigSchema.parse(config),
    colour: 0,
    createdAt: 1_700_000_000_000,
    parent: null,
  };
}

/** Measures that differ from epoch to epoch; the test loss is lowest at epoch 3. */
export function sampleMetrics(epoch: number): EpochMetrics {
  return {
    epoch,
    trainLoss: 150 - epoch,
    trainReconstruction: 140 - epoch,
    trainKl: 10,
    testLoss: 130 + Math.abs(epoch - 3),
    testReconstruction: 120 + Math.abs(epoch - 3),
    testKl: 10,
    klPerDimension: Float32Array.of(4.5, 5.5),
    activeUnits: 2,
    seconds: 2.5,
    imagesPerSecond: 20_000 + epoch,
    learningRate: 0.001,
    klWeight: 1,
  };
}

export function sampleSnapshot(epoch: number): Snapshot {
  return { epoch, rows: 8, columns: 10, pixels: new Uint8Array(8 * 10 * 784).fill(epoch) };
}

/** A state whose bytes follow from epoch and step; `floats` numbers of weights, twice that of optimiser. */
export function sampleState(epoch: number, step = 0, floats = 1000): TrainingState {
  const weights = new Uint8Array(standardNormals(epoch * 1000 + step, floats).buffer);
  const optimizer = new Uint8Array(standardNormals(epoch * 1000 + step + 1, 2 * floats).buffer);
  return {
    epoch,
    step,
    weights,
    sha256: sha256(weights),
    optimizer,
    optimizerSha256: sha256(optimizer),
    stepLosses: sampleLosses(epoch + 1, step),
  };
}

/** [steps * 3]. */
export function sampleLosses(epoch: number, steps: number): Float32Array {
  return standardNormals(epoch, steps * 3);
}
