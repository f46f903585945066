import { imageSide, pixelCount } from '../../../shared/images';
import type { RunConfig } from '../../../shared/run-config';
import {
  tf,
  type Rank,
  type Scalar,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '../tensorflow';
import { completesImages, withLabels, type Condition } from './conditioning';
import { activate, convolution, deconvolution, dense, perceptron, type Weights } from './layers';
import { likelihoodMean as meanOf, negativeLogLikelihood } from './likelihoods';
import { seedFor, standardNormal, uniform } from './noise';
import { baselineGuess, baselineLogits, mergeSeen, unseenNegativeLogLikelihood } from './quadrants';

/**
 * The conditional variational autoencoder (Kingma and Welling 2014; Sohn, Lee and Yan 2015; Doersch
 * 2016) of images x [n, 784] in 0..1 with labels y int32 [n], as plain functions of its weights. A model
 * that is conditioned otherwise ignores labels. The number of classes is read off the weights.
 */

export interface Batch {
  /** [n, 784] in 0..1. */
  readonly images: Tensor2D;
  /** int32 [n]. */
  readonly labels: Tensor1D;
}

/** A diagonal normal distribution over latents, [n, z] each. */
export interface Gaussian {
  readonly mean: Tensor2D;
  readonly logVariance: Tensor2D;
}

/** q(z | x, y). */
export function encode(
  config: RunConfig,
  weights: Weights,
  images: Tensor2D,
  labels: Tensor1D,
): Gaussian {
  const features = convolve(config, weights, 'encoder', images);
  const inputs = withLabels(config, weights, features, labels);
  return gaussian(config, weights, 'encoder', 'posterior', inputs);
}

/** p(z | seen quadrants), which reads the baseline's guess of images [n, 784]. */
export function conditionalPrior(config: RunConfig, weights: Weights, images: Tensor2D): Gaussian {
  const guess = baselineGuess(config, weights, images);
  const features = convolve(config, weights, 'prior', guess);
  return gaussian(config, weights, 'prior', 'prior', features);
}

/** p(x | z, y) as logits [n, 784], of latents [n, z]. */
export function decode(
  config: RunConfig,
  weights: Weights,
  latents: Tensor2D,
  labels: Condition,
): Tensor2D {
  const inputs = withLabels(config, weights, latents, labels);
  const depth = config.decoderSizes.length;
  const hidden = perceptron(weights, 'decoder', depth, config.activation, inputs);
  return config.channels.length === 0
    ? dense(weights, 'likelihood.logits', hidden)
    : deconvolve(config, weights, hidden);
}

/** E[x | z, y] [n, 784] in 0..1, of logits [n, 784]. */
export function likelihoodMean(config: RunConfig, logits: Tensor2D): Tensor2D {
  return meanOf(config.likelihood, logits);
}

/** z = mean + sigma * epsilon (Kingma and Welling 2014, section 2.4), [n, z]. */
export function reparameterize({ mean, logVariance }: Gaussian, epsilon: Tensor2D): Tensor2D {
  return tf.add(mean, tf.mul(tf.exp(tf.mul(logVariance, 0.5)), epsilon));
}

/** KL(q || N(0, 1)) of each latent dimension (Kingma and Welling 2014, appendix B): nats, [n, z]. */
export function klFromStandardNormal({ mean, logVariance }: Gaussian): Tensor2D {
  const twice = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1));
  return tf.mul(twice, 0.5);
}

/** KL(q || p) of each latent dimension: nats, [n, z]. */
export function klDivergence(q: Gaussian, p: Gaussian): Tensor2D {
  const logRatio = tf.sub(q.logVariance, p.logVariance);
  const distance = tf.mul(tf.square(tf.sub(q.mean, p.mean)), tf.exp(tf.neg(p.logVariance)));
  return tf.mul(tf.sub(tf.add(tf.exp(logRatio), distance), tf.add(logRatio, 1)), 0.5);
}

/** The two terms of the bound for each image, from one draw of z each. */
export interface Bound {
  /** -log p(x | z, y), with quadrants of the unseen pixels: nats an image, [n]. */
  readonly reconstruction: Tensor1D;
  /** Nats, [n, z]. */
  readonly kl: Tensor2D;
  readonly posterior: Gaussian;
}

/** `seed` is int32 [2]; the same seed draws the same noise. */
export function variationalBound(
  config: RunConfig,
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
): Bound {
  const images = observed(config, batch.images, seed);
  const posterior = encode(config, weights, images, batch.labels);
  const epsilon = standardNormal<Tensor2D>(posterior.mean.shape, seed);
  const latents = reparameterize(posterior, epsilon);
  const logits = decode(config, weights, latents, batch.labels);
  if (completesImages(config)) {
    return {
      reconstruction: unseenNegativeLogLikelihood(config, logits, images),
      kl: klDivergence(posterior, conditionalPrior(config, weights, images)),
      posterior,
    };
  }
  return {
    reconstruction: negativeLogLikelihood(config.likelihood, logits, images),
    kl: klFromStandardNormal(posterior),
    posterior,
  };
}

/** What training minimises, and its parts: nats an image, averaged over the batch. */
export interface Elbo {
  /** reconstruction + klWeight * KL; with free bits, each dimension's KL counts at least as those. */
  readonly loss: Scalar;
  readonly reconstruction: Scalar;
  readonly kl: Scalar;
  /** [z]. */
  readonly klPerDimension: Tensor1D;
}

export function elbo(
  config: RunConfig,
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
  klWeight: Scalar,
): Elbo {
  const bound = variationalBound(config, weights, batch, seed);
  const reconstruction = tf.mean<Scalar>(bound.reconstruction);
  const klPerDimension = tf.mean<Tensor1D>(bound.kl, 0);
  const kl = tf.sum<Scalar>(klPerDimension);
  const penalty = config.freeBits > 0 ? tf.sum(tf.maximum(klPerDimension, config.freeBits)) : kl;
  return {
    loss: tf.add(reconstruction, tf.mul(penalty, klWeight)),
    reconstruction,
    kl,
    klPerDimension,
  };
}

/** What the baseline's own training minimises: nats an image, averaged over the batch. */
export function baselineLoss(
  config: RunConfig,
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
): Scalar {
  const images = observed(config, batch.images, seed);
  const logits = baselineLogits(config, weights, images);
  return tf.mean(unseenNegativeLogLikelihood(config, logits, images));
}

/** Images [n, 784] with their unseen quadrants drawn from the model, by noise epsilon [n, z]. */
export function complete(
  config: RunConfig,
  weights: Weights,
  images: Tensor2D,
  epsilon: Tensor2D,
): Tensor2D {
  const latents = reparameterize(conditionalPrior(config, weights, images), epsilon);
  return completeAt(config, weights, images, latents);
}

/** Images [n, 784] with their unseen quadrants decoded from latents [n, z]. */
export function completeAt(
  config: RunConfig,
  weights: Weights,
  images: Tensor2D,
  latents: Tensor2D,
): Tensor2D {
  const labels = tf.zeros<Rank.R1>([images.shape[0]], 'int32');
  const logits = decode(config, weights, latents, labels);
  return mergeSeen(config, images, likelihoodMean(config, logits));
}

/**
 * The images as the likelihood takes them: gray levels as they are, or pixels drawn anew at each
 * sight, 1 with the gray level as probability (Salakhutdinov and Murray 2008).
 */
export function observed(config: RunConfig, images: Tensor2D, seed: Tensor1D): Tensor2D {
  if (config.likelihood !== 'binarized-bernoulli') return images;
  const draws = uniform<Tensor2D>(images.shape, seedFor(1, seed));
  return tf.cast(tf.less<Tensor2D>(draws, images), 'float32');
}

/** Dense layers `body.0`, `body.1`, ... and the two heads on them. */
function gaussian(
  config: RunConfig,
  weights: Weights,
  body: string,
  heads: string,
  inputs: Tensor2D,
): Gaussian {
  const hidden = perceptron(weights, body, config.encoderSizes.length, config.activation, inputs);
  return {
    mean: dense(weights, `${heads}.mean`, hidden),
    logVariance: dense(weights, `${heads}.log_variance`, hidden),
  };
}

/** [n, 784] through the convolutions in front of a network's dense layers: [n, features]. */
function convolve(
  config: RunConfig,
  weights: Weights,
  network: 'encoder' | 'prior',
  images: Tensor2D,
): Tensor2D {
  if (config.channels.length === 0) return images;
  let maps: Tensor4D = tf.reshape(images, [-1, imageSide, imageSide, 1]);
  for (let i = 0; i < config.channels.length; i++) {
    const layer = `${network}.convolution.${i}`;
    maps = activate(config.activation, convolution(weights, layer, maps));
  }
  return tf.reshape(maps, [maps.shape[0], -1]);
}

/** The encoder's convolutions mirrored, of the decoder's hidden layer [n, h]: logits [n, 784]. */
function deconvolve(config: RunConfig, weights: Weights, hidden: Tensor2D): Tensor2D {
  const { activation, channels } = config;
  const side = imageSide / 2 ** channels.length;
  const features = activate(activation, dense(weights, 'decoder.features', hidden));
  let maps: Tensor4D = tf.reshape(features, [-1, side, side, channels.at(-1) ?? 1]);
  for (let i = 0; i < channels.length - 1; i++) {
    maps = activate(activation, deconvolution(weights, `decoder.deconvolution.${i}`, maps));
  }
  return tf.reshape(deconvolution(weights, 'likelihood.logits', maps), [-1, pixelCount]);
}
