import type { RunId } from '../../../shared/ids';
import { standardNormals } from '../../../shared/random';
import type { Stores } from '../stores';
import { sampleMetrics, sampleRun } from './samples';

/** What a run of very many steps is made of. */
export interface LongRun {
  readonly name: string;
  readonly epochs: number;
  readonly stepsPerEpoch: number;
  readonly latentDimensions: number;
}

/** Losses of a long run's epoch [steps * 3]: falling over the epochs, with noise. */
export function longRunLosses(epoch: number, steps: number): Float32Array {
  const noise = standardNormals(epoch, steps * 3);
  const mean = 120 + 200 / epoch;
  return noise.map((value, index) => (index % 3 === 2 ? 5 : mean) + value * 3);
}

/** Adds a run that was trained through, without checkpoints: of every step and epoch what curves are drawn of. */
export function addLongRun(
  stores: Stores,
  { name, epochs, stepsPerEpoch, latentDimensions }: LongRun,
): RunId {
  const run = sampleRun({ epochs, latentDimensions }, name);
  stores.transaction(() => {
    stores.runs.insert(run);
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const losses = longRunLosses(epoch, stepsPerEpoch);
      const klPerDimension = Float32Array.from(
        { length: latentDimensions },
        (_, dimension) => 3 / (dimension + 1) + (dimension % 5) / epoch,
      );
      stores.metrics.putEpoch(run.id, { ...sampleMetrics(epoch), klPerDimension });
      stores.metrics.putSteps(run.id, { epoch, losses });
    }
    stores.runs.setStatus(run.id, {
      status: 'done',
      error: null,
      startedAt: run.createdAt,
      finishedAt: run.createdAt,
    });
    stores.runs.refreshTotals(run.id);
  });
  return run.id;
}
