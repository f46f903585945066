import type { RunConfig } from '../../../shared/run-config';
import { tf, type Scalar, type Tensor1D, type Tensor2D, type Tensor4D } from '../tensorflow';
import { withLabels } from './conditioning';
import { activate, convolution, deconvolution, dense, perceptron, type Weights } from './layers';
import { likelihoodMean as meanOf, negativeLogLikelihood } from './likelihoods';
import { seedFor, standardNormal, uniform } from './noise';

/**
 * The conditional variational autoencoder (Kingma and Welling 2014; Sohn, Lee and Yan 2015; Doersch
 * 2016) of images x [n, 784] in 0..1 with labels y int32 [n], as plain functions of its weights.
 * Without conditioning, labels are ignored. The number of classes is read off the weights.
 */

export const imageSide = 28;
export const pixelCount = imageSide * imageSide;

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
  const features = withLabels(config, weights, convolve(config, weights, images), labels);
  const depth = config.encoderSizes.length;
  const hidden = perceptron(weights, 'encoder', depth, config.activation, features);
  return {
    mean: dense(weights, 'posterior.mean', hidden),
    logVariance: dense(weights, 'posterior.log_variance', hidden),
  };
}

/** p(x | z, y) as logits [n, 784], of latents [n, z]. */
export function decode(
  config: RunConfig,
  weights: Weights,
  latents: Tensor2D,
  labels: Tensor1D,
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

/** The two terms of the bound for each image, from one draw of z each. */
export interface Bound {
  /** -log p(x | z, y): nats an image, [n]. */
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
  const images =
    config.likelihood === 'binarized-bernoulli' ? binarize(batch.images, seed) : batch.images;
  const posterior = encode(config, weights, images, batch.labels);
  const epsilon = standardNormal<Tensor2D>(posterior.mean.shape, seed);
  const latents = reparameterize(posterior, epsilon);
  const logits = decode(config, weights, latents, batch.labels);
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

/** Pixels drawn anew at each sight: 1 with the gray level as probability (Salakhutdinov and Murray 2008). */
function binarize(images: Tensor2D, seed: Tensor1D): Tensor2D {
  return tf.cast<Tensor2D>(
    tf.less<Tensor2D>(uniform<Tensor2D>(images.shape, seedFor(1, seed)), images),
    'float32',
  );
}

/** [n, 784] through the convolutions in front of the dense layers: [n, features]. */
function convolve(config: RunConfig, weights: Weights, images: Tensor2D): Tensor2D {
  if (config.channels.length === 0) return images;
  let maps: Tensor4D = tf.reshape(images, [-1, imageSide, imageSide, 1]);
  for (let i = 0; i < config.channels.length; i++) {
    maps = activate(config.activation, convolution(weights, `encoder.convolution.${i}`, maps));
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
