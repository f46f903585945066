import { imageSide, pixelCount } from '../../../shared/images';
import { isQuadrantSeen } from '../../../shared/quadrants';
import { quadrantsSeen, type RunConfig } from '../../../shared/run-config';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import { dense, perceptron, type Weights } from './layers';
import { likelihoodMean, negativeLogLikelihood } from './likelihoods';

/**
 * Completion of images of which one to three quadrants are seen (Sohn, Lee and Yan 2015, section 5.1),
 * with the networks and the quadrants of Pyro's reproduction (pyro.ai/examples/cvae.html): a baseline
 * predicts the whole image from what is seen; its guess, with the seen pixels put in, is what the
 * prior network reads.
 */

/** What stands for a pixel that the baseline does not see; gray levels lie in 0..1. */
const unseenMark = -1;

/** 1 for a pixel that the model is shown, 0 for one that it predicts: [784]. */
export function seenPixels(config: RunConfig): Tensor1D {
  const half = imageSide / 2;
  const seen = quadrantsSeen(config.conditioning);
  const mask = Float32Array.from({ length: pixelCount }, (_, pixel) => {
    const isTop = pixel < half * imageSide;
    const isLeft = pixel % imageSide < half;
    return Number(isQuadrantSeen(seen, { isTop, isLeft }));
  });
  return tf.tensor1d(mask);
}

/** Seen pixels of one image, all others of another: [n, 784]. */
export function mergeSeen(config: RunConfig, seen: Tensor2D, others: Tensor2D): Tensor2D {
  const mask = seenPixels(config);
  return tf.add(tf.mul(seen, mask), tf.mul(others, tf.sub(1, mask)));
}

/** The baseline's prediction from the seen pixels of images [n, 784]: logits [n, 784]. */
export function baselineLogits(config: RunConfig, weights: Weights, images: Tensor2D): Tensor2D {
  const seen = mergeSeen(config, images, tf.fill([1, pixelCount], unseenMark));
  const depth = config.encoderSizes.length;
  const hidden = perceptron(weights, 'baseline', depth, config.activation, seen);
  return dense(weights, 'baseline.logits', hidden);
}

/** Images [n, 784] with their unseen pixels as the baseline expects them. */
export function baselineGuess(config: RunConfig, weights: Weights, images: Tensor2D): Tensor2D {
  const expected = likelihoodMean(config.likelihood, baselineLogits(config, weights, images));
  return mergeSeen(config, images, expected);
}

/** -log p of the pixels that the model predicts: nats an image, [n]. */
export function unseenNegativeLogLikelihood(
  config: RunConfig,
  logits: Tensor2D,
  images: Tensor2D,
): Tensor1D {
  const unseen = tf.sub<Tensor1D>(1, seenPixels(config));
  return negativeLogLikelihood(config.likelihood, logits, images, unseen);
}
