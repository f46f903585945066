import { pixelCount } from '../../../shared/images';
import type { RunConfig } from '../../../shared/run-config';
import type { LabelledImages } from '../data/idx';
import { intensities } from '../gray-levels';
import { completesImages } from '../model/conditioning';
import {
  conditionalPrior,
  decode,
  encode,
  observed,
  reparameterize,
  type Gaussian,
} from '../model/cvae';
import type { Weights } from '../model/layers';
import { negativeLogLikelihood } from '../model/likelihoods';
import { standardNormal } from '../model/noise';
import { unseenNegativeLogLikelihood } from '../model/quadrants';
import { binarizationSeed, importanceNoiseSeed } from '../random-streams';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import { LogMeanExp } from './log-mean-exp';
import type { Pause } from './pause';

export interface ImportanceBound {
  /** The bound, mean over images: nats an image. With one sample it is the ELBO. */
  readonly bound: number;
  /** The ELBO from the same samples: nats an image. */
  readonly elbo: number;
  /** Of `bound`, by how much images differ: nats an image. */
  readonly standardError: number;
}

/** Latents decoded at once: about 10 ms for the reference network. */
const chunkSize = 500;
/** Images whose posteriors are in memory at once. */
const blockSize = 500;

/**
 * The importance-weighted bound on log p(x | y) (Burda, Grosse and Salakhutdinov 2016, equation 8), with
 * k latents for each test image:
 *
 *   L_k = E[log 1/k sum_i w_i],   w_i = p(x | z_i, y) p(z_i) / q(z_i | x, y),   z_i ~ q(z | x, y)
 *
 * in nats an image. L_1 is the ELBO; L_k rises with k towards log p(x | y). A model that completes images
 * bounds log p(unseen pixels | seen ones), with its own prior in place of p(z). The sum is taken in
 * float64 by its logarithm, for w underflows. On gray levels the Bernoulli likelihood is the
 * cross-entropy, as in training. Binarised pixels are drawn once for each image.
 */
export async function importanceBound(
  config: RunConfig,
  weights: Weights,
  testSet: LabelledImages,
  samples: number,
  pause: Pause,
): Promise<ImportanceBound> {
  const count = testSet.labels.length;
  let [bound, squares, elbo] = [0, 0, 0];
  for (let from = 0; from < count; from += blockSize) {
    const to = Math.min(from + blockSize, count);
    const block = encodeBlock(config, weights, testSet, from, to);
    try {
      const means = Array.from({ length: to - from }, () => new LogMeanExp());
      const rows = means.length * samples;
      for (let row = 0; row < rows; row += chunkSize) {
        const end = Math.min(row + chunkSize, rows);
        const imageOf = (i: number): number => Math.floor((row + i) / samples);
        const indices = Int32Array.from({ length: end - row }, (_, i) => imageOf(i));
        const noiseSeed = importanceNoiseSeed(config.seed, from, row);
        const logWeights = logImportanceWeights(config, weights, block, indices, noiseSeed);
        logWeights.forEach((logWeight, i) => means[indices[i]!]!.add(logWeight));
        await pause((from * samples + end) / (count * samples));
      }
      for (const { value, meanOfLogs } of means) {
        bound += value;
        squares += value * value;
        elbo += meanOfLogs;
      }
    } finally {
      tf.dispose([...Object.values(block)]);
    }
  }
  const mean = bound / count;
  const variance = Math.max(squares / count - mean * mean, 0);
  return { bound: mean, elbo: elbo / count, standardError: Math.sqrt(variance / count) };
}

/** Test images [n, 784] as the likelihood takes them, labels int32 [n], and what z is weighed by, [n, z]. */
type Block = Readonly<{
  images: Tensor2D;
  labels: Tensor1D;
  posteriorMean: Tensor2D;
  posteriorLogVariance: Tensor2D;
  priorMean: Tensor2D;
  priorLogVariance: Tensor2D;
}>;

function encodeBlock(
  config: RunConfig,
  weights: Weights,
  testSet: LabelledImages,
  from: number,
  to: number,
): Block {
  return tf.tidy(() => {
    const levels = testSet.images.subarray(from * pixelCount, to * pixelCount);
    const gray = tf.tensor2d(intensities(levels), [to - from, pixelCount]);
    const seed = tf.tensor1d(binarizationSeed(config.seed, from), 'int32');
    const images = observed(config, gray, seed);
    const labels = tf.tensor1d(testSet.labels.subarray(from, to), 'int32');
    const posterior = encode(config, weights, images, labels);
    const prior: Gaussian = completesImages(config)
      ? conditionalPrior(config, weights, images)
      : { mean: tf.zerosLike(posterior.mean), logVariance: tf.zerosLike(posterior.mean) };
    return {
      images,
      labels,
      posteriorMean: posterior.mean,
      posteriorLogVariance: posterior.logVariance,
      priorMean: prior.mean,
      priorLogVariance: prior.logVariance,
    };
  });
}

/** log w of one latent for each of the images `indices` [n] of a block: nats, [n]. */
function logImportanceWeights(
  config: RunConfig,
  weights: Weights,
  block: Block,
  indices: Int32Array,
  noiseSeed: Int32Array,
): Float32Array {
  const result = tf.tidy(() => {
    const rows = tf.tensor1d(indices, 'int32');
    const pick = (tensor: Tensor2D): Tensor2D => tf.gather(tensor, rows);
    const posterior: Gaussian = {
      mean: pick(block.posteriorMean),
      logVariance: pick(block.posteriorLogVariance),
    };
    const epsilon = standardNormal<Tensor2D>(posterior.mean.shape, tf.tensor1d(noiseSeed, 'int32'));
    const latents = reparameterize(posterior, epsilon);
    const logits = decode(config, weights, latents, tf.gather(block.labels, rows));
    const images = pick(block.images);
    const reconstruction = completesImages(config)
      ? unseenNegativeLogLikelihood(config, logits, images)
      : negativeLogLikelihood(config.likelihood, logits, images);
    // log p(z) - log q(z | x), where the normalisers of the two normal distributions cancel.
    const priorLogVariance = pick(block.priorLogVariance);
    const distance = tf.mul(
      tf.square(tf.sub(latents, pick(block.priorMean))),
      tf.exp(tf.neg(priorLogVariance)),
    );
    const twice = tf.sub(
      tf.add(tf.square(epsilon), posterior.logVariance),
      tf.add(distance, priorLogVariance),
    );
    return tf.sub<Tensor1D>(tf.mul(tf.sum(twice, 1), 0.5), reconstruction);
  });
  const values = result.dataSync<'float32'>();
  result.dispose();
  return values;
}
