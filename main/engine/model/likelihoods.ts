import type { Likelihood } from '../../../shared/run-config';
import { tf, type Tensor, type Tensor1D, type Tensor2D } from '../tensorflow';

/**
 * The distribution of a pixel x in 0..1 given the decoder's output a. All are of the exponential
 * family with natural parameter a: log p(x | a) = a x - A(a), and the mean is A'(a).
 */
interface PixelDistribution {
  /** A(a), elementwise. */
  readonly logPartition: (logits: Tensor) => Tensor;
  /** E[x | a] = A'(a), elementwise, in 0..1. */
  readonly mean: (logits: Tensor) => Tensor;
}

/** x is 0 or 1 with p(1) = sigmoid(a); on gray levels the same formula is the cross-entropy. */
const bernoulli: PixelDistribution = {
  logPartition: (logits) => tf.softplus(logits),
  mean: (logits) => tf.sigmoid(logits),
};

/** Below this |a|, (e^a - 1) / a cancels in float32 and its series takes over. */
const seriesRadius = 0.5;

/**
 * x anywhere in 0..1, with A(a) = log((e^a - 1) / a): the Bernoulli formula with the normaliser that
 * makes it a density (Loaiza-Ganem and Cunningham 2019, equations 2, 7 and 8, with a the logit of lambda).
 */
const continuousBernoulli: PixelDistribution = {
  logPartition: (logits) => {
    // log((e^a - 1) / a) = a / 2 + log(sinh(a / 2) / (a / 2)), which is even but for its first term.
    const square = tf.square(logits);
    const series = tf.mul(
      square,
      tf.add(1 / 24, tf.mul(square, tf.add(-1 / 2880, tf.mul(square, 1 / 181440)))),
    );
    const magnitude = tf.maximum(tf.abs(logits), seriesRadius);
    const closed = tf.sub(
      tf.add(tf.mul(magnitude, 0.5), tf.log1p(tf.neg(tf.exp(tf.neg(magnitude))))),
      tf.log(magnitude),
    );
    const even = tf.where(tf.less(tf.abs(logits), seriesRadius), series, closed);
    return tf.add(tf.mul(logits, 0.5), even);
  },
  mean: (logits) => {
    // A'(a) = 1 / 2 + coth(a / 2) / 2 - 1 / a.
    const square = tf.square(logits);
    const series = tf.mul(
      logits,
      tf.add(1 / 12, tf.mul(square, tf.add(-1 / 720, tf.mul(square, 1 / 30240)))),
    );
    const inside = tf.less(tf.abs(logits), seriesRadius);
    const outer = tf.where(inside, tf.onesLike(logits), logits);
    const closed = tf.sub(tf.div(0.5, tf.tanh(tf.mul(outer, 0.5))), tf.reciprocal(outer));
    return tf.add(0.5, tf.where(inside, series, closed));
  },
};

const distributions: Readonly<Record<Likelihood, PixelDistribution>> = {
  bernoulli,
  'binarized-bernoulli': bernoulli,
  'continuous-bernoulli': continuousBernoulli,
};

/**
 * -log p(pixels | logits) summed over pixels, of logits and pixels [n, d]: nats an image, [n]. With
 * `counted` [d], each pixel counts as much as that says. The derivative by a logit is mean - pixel;
 * written out, since that is shorter than what differentiating A(a) by its steps gives. Pixels are
 * data: no derivative by them is taken.
 */
export function negativeLogLikelihood(
  likelihood: Likelihood,
  logits: Tensor2D,
  pixels: Tensor2D,
  counted?: Tensor1D,
): Tensor1D {
  const { logPartition, mean } = distributions[likelihood];
  const weighted = (x: Tensor): Tensor => (counted === undefined ? x : tf.mul(x, counted));
  const ofLogits = tf.customGrad((...inputs) => {
    const [a, save] = inputs as [Tensor2D, (tensors: Tensor[]) => void];
    save(counted === undefined ? [a, pixels] : [a, pixels, counted]);
    return {
      value: tf.sum(weighted(tf.sub(logPartition(a), tf.mul(a, pixels))), 1),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [logit, pixel, count] = saved as [Tensor, Tensor, Tensor?];
        const gradient = tf.sub(mean(logit), pixel);
        return tf.mul(
          count === undefined ? gradient : tf.mul(gradient, count),
          tf.reshape(dy, [-1, 1]),
        );
      },
    };
  });
  return ofLogits(logits) as Tensor1D;
}

/** E[pixel | logit], elementwise, in 0..1: what is shown as the image. */
export function likelihoodMean(likelihood: Likelihood, logits: Tensor2D): Tensor2D {
  return distributions[likelihood].mean(logits) as Tensor2D;
}
