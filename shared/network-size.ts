import type { FieldIssue } from './errors';
import { imageSide, pixelCount } from './images';
import { quadrantsSeen, type RunConfig } from './run-config';

/** Side of every convolution's kernel. */
export const kernelSide = 3;

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

  if (quadrantsSeen(config.conditioning) > 0) {
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

/** Numbers of a label's one-hot code; 0 for a model that is not told the label. */
function labelWidth(config: RunConfig, classes: number): number {
  return config.conditioning === 'label' ? classes : 0;
}

/** Numbers that are learned. */
export function parameterCount(config: RunConfig, classes = 10): number {
  return Object.values(weightShapes(config, classes)).reduce(
    (sum, shape) => sum + shape.reduce((product, size) => product * size, 1),
    0,
  );
}

/**
 * Bytes of the weights, Adam's two moments and averaged weights: what a checkpoint holds. TensorFlow has them
 * twice when a run begins and, while it is resumed, once more, and Electron ends the process that asks for a block
 * of 2 GiB, which is what TensorFlow comes to when it needs more than it had. Runs of 684 MB were resumed, one
 * of 783 MB was not; the rest is room for images and layers. SQLite's limit of 1 GB a blob is not reached.
 */
const mostStateBytes = 600_000_000;

/** What is wrong with networks that are too large to be trained and stored; null when they are not. */
export function sizeIssue(config: RunConfig, classes = 10): FieldIssue | null {
  const parts = config.emaDecay > 0 ? 4 : 3;
  const most = Math.floor(mostStateBytes / parts / Float32Array.BYTES_PER_ELEMENT);
  const count = parameterCount(config, classes);
  if (count <= most) return null;
  const averaged = config.emaDecay > 0 ? ' with weight averaging' : '';
  return {
    field: 'encoderSizes',
    message: `These networks have ${count.toLocaleString('en')} parameters. At most ${most.toLocaleString('en')} can be trained and stored${averaged}: use fewer or smaller layers.`,
  };
}
