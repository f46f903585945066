import { setImmediate } from 'node:timers/promises';
import type { EpochMetrics } from '../../shared/metrics';
import { evaluationBatch, type Engine } from './engine';

export type Evaluation = Pick<
  EpochMetrics,
  'testReconstruction' | 'testKl' | 'klPerDimension' | 'activeUnits'
>;

/** A dimension is in use if its posterior mean varies by more than this over the data (Burda et al. 2016). */
const activeVariance = 0.01;

/** Measures every test image once. Messages are let in between batches; a halt leaves no result. */
export async function evaluate(
  engine: Pick<Engine, 'evaluate'>,
  testCount: number,
  latentDimensions: number,
  halt: AbortSignal,
): Promise<Evaluation | null> {
  const z = latentDimensions;
  let reconstruction = 0;
  const kl = new Float64Array(z);
  const means = new Float64Array(z);
  const squares = new Float64Array(z);
  for (let from = 0; from < testCount; from += evaluationBatch) {
    const batch = engine.evaluate(from, Math.min(from + evaluationBatch, testCount));
    for (const nats of batch.reconstruction) reconstruction += nats;
    for (let i = 0; i < batch.kl.length; i++) {
      const mean = batch.mean[i]!;
      kl[i % z]! += batch.kl[i]!;
      means[i % z]! += mean;
      squares[i % z]! += mean * mean;
    }
    await setImmediate();
    if (halt.aborted) return null;
  }
  const variances = means.map((sum, i) => squares[i]! / testCount - (sum / testCount) ** 2);
  return {
    testReconstruction: reconstruction / testCount,
    testKl: kl.reduce((sum, dimension) => sum + dimension, 0) / testCount,
    klPerDimension: Float32Array.from(kl, (sum) => sum / testCount),
    activeUnits: variances.filter((variance) => variance > activeVariance).length,
  };
}
