import { quadrantsSeen, type RunConfig } from '../../../shared/run-config';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import { weight, type Weights } from './layers';

/** How many classes the weights were made for; 0 for a model that is not told the label. */
export function classCount(config: RunConfig, weights: Weights): number {
  if (config.conditioning !== 'label') return 0;
  const [inputs] = (weight(weights, 'decoder.0.kernel') as Tensor2D).shape;
  return inputs - config.latentDimensions;
}

/** Labels int32 [n], or mixtures of their one-hot codes float32 [n, classes]. */
export type Condition = Tensor1D | Tensor2D;

/** x [n, m] and labels to [x, one-hot label] [n, m + classes]; x itself without labels. */
export function withLabels(
  config: RunConfig,
  weights: Weights,
  x: Tensor2D,
  labels: Condition,
): Tensor2D {
  if (config.conditioning !== 'label') return x;
  const codes = labels.rank === 2 ? labels : oneHot(labels, classCount(config, weights));
  return tf.concat([x, codes as Tensor2D], 1);
}

/** tfjs makes no codes of a single class: they are those of two without the second. */
function oneHot(labels: Condition, classes: number): Tensor2D {
  if (classes === 1) return tf.matMul(oneHot(labels, 2), tf.tensor2d([1, 0], [2, 1]));
  return tf.oneHot(labels, classes, 1, 0, 'float32') as Tensor2D;
}

/** Whether the model completes images, with a prior of its own for each. */
export function completesImages(config: RunConfig): boolean {
  return quadrantsSeen(config.conditioning) > 0;
}
