import { quadrantsSeen, type RunConfig } from '../../../shared/run-config';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import { weight, type Weights } from './layers';

/** Numbers of a label's one-hot code; 0 for a model that is not told the label. */
export function labelWidth(config: RunConfig, classes: number): number {
  return config.conditioning === 'label' ? classes : 0;
}

/** How many classes the weights were made for; 0 for a model that is not told the label. */
export function classCount(config: RunConfig, weights: Weights): number {
  if (config.conditioning !== 'label') return 0;
  const [inputs] = (weight(weights, 'decoder.0.kernel') as Tensor2D).shape;
  return inputs - config.latentDimensions;
}

/** x [n, m] and labels int32 [n] to [x, one-hot label] [n, m + classes]; x itself without labels. */
export function withLabels(
  config: RunConfig,
  weights: Weights,
  x: Tensor2D,
  labels: Tensor1D,
): Tensor2D {
  if (config.conditioning !== 'label') return x;
  const codes = tf.oneHot(labels, classCount(config, weights), 1, 0, 'float32') as Tensor2D;
  return tf.concat([x, codes], 1);
}

/** Whether the model completes images, with a prior of its own for each. */
export function completesImages(config: RunConfig): boolean {
  return quadrantsSeen(config.conditioning) > 0;
}
