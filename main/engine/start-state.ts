import { pixelCount } from '../../shared/images';
import type { RunConfig } from '../../shared/run-config';
import type { Dataset } from './data/idx';
import type { EngineState, Tensors } from './engine';
import { initialWeights } from './model/initialization';

/** Training images that the run uses. */
export function trainingImages(config: RunConfig, dataset: Dataset): number {
  return config.trainLimit > 0
    ? Math.min(config.trainLimit, dataset.trainCount)
    : dataset.trainCount;
}

/** The state before the first step. */
export function startState(config: RunConfig, dataset: Dataset): EngineState {
  const meanImage = config.biasFromMeans ? meanOf(dataset, trainingImages(config, dataset)) : null;
  return startOf(config, initialWeights(config, dataset.classes, meanImage));
}

/** The state of weights that no step has changed yet. */
export function startOf({ emaDecay }: Pick<RunConfig, 'emaDecay'>, weights: Tensors): EngineState {
  const zeros = Object.fromEntries(
    Object.entries(weights).map(([name, { shape, values }]) => [
      name,
      { shape, values: new Float32Array(values.length) },
    ]),
  );
  return {
    weights,
    firstMoments: zeros,
    secondMoments: zeros,
    averages: emaDecay > 0 ? weights : null,
  };
}

/** Mean of the first `count` training images, [784] in 0..1. */
function meanOf({ trainImages }: Dataset, count: number): Float32Array {
  const sums = new Float64Array(pixelCount);
  for (let i = 0; i < count * pixelCount; i++) sums[i % pixelCount]! += trainImages[i]!;
  return Float32Array.from(sums, (sum) => sum / (255 * count));
}
