import { imageSide, pixelCount } from '../../../shared/images';
import { splitMix32 } from '../../../shared/random';
import type { RunConfig } from '../../../shared/run-config';
import { weightSeed } from '../random-streams';
import { completesImages, labelWidth } from './conditioning';

export interface TensorValues {
  readonly shape: number[];
  readonly values: Float32Array;
}

/** Side of every convolution's kernel. */
const kernelSide = 3;

/** Names and shapes of all tensors of a model, in the order in which data passes through them. */
export function weightShapes(config: RunConfig, classes: number): Record<string, number[]> {
  const shapes: Record<string, number[]> = {};
  const layer = (name: string, kernel: number[], outputs: number) => {
    shapes[`${name}.kernel`] = kernel;
    shapes[`${name}.bias`] = [outputs];
  };
  const stack = (prefix: string, inputs: number, widths: readonly number[]): number =>
    widths.reduce((width, next, i) => {
      layer(`${prefix}.${i}`, [width, next], next);
      return next;
    }, inputs);

  const { channels, latentDimensions } = config;
  const label = labelWidth(config, classes);
  const innermost = channels.at(-1) ?? 0;
  const features =
    channels.length === 0 ? pixelCount : innermost * (imageSide / 2 ** channels.length) ** 2;
  const gaussian = (body: string, heads: string, condition: number) => {
    channels.forEach((outputs, i) => {
      const inputs = channels[i - 1] ?? 1;
      layer(`${body}.convolution.${i}`, [kernelSide, kernelSide, inputs, outputs], outputs);
    });
    const hidden = stack(body, features + condition, config.encoderSizes);
    layer(`${heads}.mean`, [hidden, latentDimensions], latentDimensions);
    layer(`${heads}.log_variance`, [hidden, latentDimensions], latentDimensions);
  };

  if (completesImages(config)) {
    const hidden = stack('baseline', pixelCount, config.encoderSizes);
    layer('baseline.logits', [hidden, pixelCount], pixelCount);
    gaussian('prior', 'prior', 0);
  }
  gaussian('encoder', 'posterior', label);

  const decoded = stack('decoder', latentDimensions + label, config.decoderSizes);
  if (channels.length === 0) {
    layer('likelihood.logits', [decoded, pixelCount], pixelCount);
    return shapes;
  }
  layer('decoder.features', [decoded, features], features);
  const outward = channels.toReversed();
  outward.slice(0, -1).forEach((inputs, i) => {
    const outputs = outward[i + 1] ?? 1;
    layer(`decoder.deconvolution.${i}`, [kernelSide, kernelSide, outputs, inputs], outputs);
  });
  layer('likelihood.logits', [kernelSide, kernelSide, 1, channels[0] ?? 1], 1);
  return shapes;
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
