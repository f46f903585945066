import { imageSide, pixelCount } from '../../../shared/images';
import { standardNormals } from '../../../shared/random';
import type { Tensors } from '../engine';
import { intensities } from '../gray-levels';
import { activate, convolution, dense, type Weights } from '../model/layers';
import { tf, type Tensor1D, type Tensor2D, type Tensor4D } from '../tensorflow';

/**
 * The judge: a small convolutional classifier of 28 x 28 images, after LeNet-5 (LeCun et al. 1998), with
 * strides in place of pooling. Trained on a dataset's real images, it tells whether a generated digit is
 * the one asked for; its last hidden layer is the space in which sets of images are compared.
 */

const channels = [32, 64] as const;
const kernelSide = 5;
/** Width of the last hidden layer. */
export const featureCount = 128;
const mapSide = imageSide / 2 ** channels.length;

/** Names and shapes of the judge's tensors. */
export function judgeShapes(classes: number): Record<string, number[]> {
  const [first, second] = channels;
  return {
    'convolution.0.kernel': [kernelSide, kernelSide, 1, first],
    'convolution.0.bias': [first],
    'convolution.1.kernel': [kernelSide, kernelSide, first, second],
    'convolution.1.bias': [second],
    'features.kernel': [mapSide * mapSide * second, featureCount],
    'features.bias': [featureCount],
    'logits.kernel': [featureCount, classes],
    'logits.bias': [classes],
  };
}

/** Kernels normal with variance 2 / fan in (He et al. 2015), biases 0. */
export function initialJudge(classes: number, seed: number): Tensors {
  const tensors = Object.entries(judgeShapes(classes)).map(([name, shape], i) => {
    const size = shape.reduce((product, length) => product * length, 1);
    const scale = shape.length > 1 ? Math.sqrt((2 * shape.at(-1)!) / size) : 0;
    const values = standardNormals(seed + i, size).map((draw) => scale * draw);
    return [name, { shape, values }] as const;
  });
  return Object.fromEntries(tensors);
}

/** Images [n, 784] in 0..1 to features [n, 128]. */
export function judgeFeatures(weights: Weights, images: Tensor2D): Tensor2D {
  let maps: Tensor4D = tf.reshape(images, [-1, imageSide, imageSide, 1]);
  for (let i = 0; i < channels.length; i++) {
    maps = activate('relu', convolution(weights, `convolution.${i}`, maps));
  }
  const flat: Tensor2D = tf.reshape(maps, [maps.shape[0], -1]);
  return activate('relu', dense(weights, 'features', flat));
}

/** Features [n, 128] to unnormalised log-probabilities [n, classes]. */
export function judgeLogits(weights: Weights, features: Tensor2D): Tensor2D {
  return dense(weights, 'logits', features);
}

/** To be disposed of by the caller. */
export const toWeights = (tensors: Tensors): Weights =>
  Object.fromEntries(
    Object.entries(tensors).map(([name, { shape, values }]) => [
      name,
      tf.tensor(values, [...shape]),
    ]),
  );

/** What the judge makes of images. */
export interface Verdicts {
  /** [n * 128]. */
  readonly features: Float32Array;
  /** The most probable label of each, [n]. */
  readonly labels: Int32Array;
}

/** Gray levels [n * 784], with n of a few hundred, to what the judge makes of them. */
export function judgeChunk(judge: Weights, levels: Uint8Array): Verdicts {
  const [features, labels] = tf.tidy(() => {
    const count = levels.length / pixelCount;
    const images = tf.tensor2d(intensities(levels), [count, pixelCount]);
    const seen = judgeFeatures(judge, images);
    return [seen, tf.argMax<Tensor1D>(judgeLogits(judge, seen), 1)] as const;
  });
  const verdicts = {
    features: features.dataSync<'float32'>(),
    labels: labels.dataSync<'int32'>(),
  };
  tf.dispose([features, labels]);
  return verdicts;
}
