import { splitMix32 } from '../../../shared/random';
import type { RunConfig } from '../../../shared/run-config';
import { weightSeed } from '../random-streams';
import { weightShapes } from '../../../shared/network-size';

export interface TensorValues {
  readonly shape: number[];
  readonly values: Float32Array;
}

/**
 * The weights that training starts from, a function of the configuration's seed alone: kernels
 * uniform in +-sqrt(6 / (fan in + fan out)) (Glorot and Bengio 2010), biases 0. Given the mean image
 * [784] in 0..1, the decoder's last bias is its logit: the decoder then begins with that image.
 */
export function initialWeights(
  config: RunConfig,
  classes: number,
  meanImage: Float32Array | null = null,
): Record<string, TensorValues> {
  const weights: Record<string, TensorValues> = {};
  Object.entries(weightShapes(config, classes)).forEach(([name, shape], i) => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    if (shape.length > 1) {
      const [fanIn, fanOut] = fans(shape);
      fillUniform(values, Math.sqrt(6 / (fanIn + fanOut)), weightSeed(config.seed, i));
    }
    weights[name] = { shape, values };
  });
  if (meanImage !== null) setToLogits(weights['likelihood.logits.bias']!.values, meanImage);
  return weights;
}

/** Pixels that are always black or white would have an infinite logit. */
const extremeMean = 1e-3;

/** A bias of each pixel; convolutions have one bias for all, which takes the mean of the image. */
function setToLogits(bias: Float32Array, meanImage: Float32Array): void {
  const mean = meanImage.reduce((sum, pixel) => sum + pixel, 0) / meanImage.length;
  for (let i = 0; i < bias.length; i++) {
    const pixel = bias.length === meanImage.length ? meanImage[i]! : mean;
    const bounded = Math.min(Math.max(pixel, extremeMean), 1 - extremeMean);
    bias[i] = Math.log(bounded / (1 - bounded));
  }
}

/** Inputs that reach one output, and outputs that one input reaches. */
function fans(shape: readonly number[]): [number, number] {
  const [inputs = 1, outputs = 1] = shape.slice(-2);
  const window = shape.slice(0, -2).reduce((product, size) => product * size, 1);
  return [window * inputs, window * outputs];
}

function fillUniform(values: Float32Array, bound: number, seed: number): void {
  const next = splitMix32(seed);
  for (let i = 0; i < values.length; i++) {
    values[i] = ((next() / 0x1_0000_0000) * 2 - 1) * bound;
  }
}
