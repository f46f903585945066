import type { RunConfig } from '../../../shared/run-config';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import { completesImages } from './conditioning';
import {
  conditionalPrior,
  decode,
  encode,
  klFromStandardNormal,
  likelihoodMean,
  type Batch,
} from './cvae';
import type { Weights } from './layers';
import { negativeLogLikelihood } from './likelihoods';
import { mergeSeen, unseenNegativeLogLikelihood } from './quadrants';

/** What a model makes of n images, and how well. */
export interface Reconstructions {
  /** [n, 784] in 0..1. */
  readonly images: Tensor2D;
  /** -log p(x | z, y), of a model that completes images that of their unseen pixels: nats an image, [n]. */
  readonly reconstruction: Tensor1D;
  /** KL(q(z | x, y) || N(0, 1)): nats an image, [n]. Null for a model that completes images: no q is used. */
  readonly kl: Tensor1D | null;
}

/**
 * Decodes images from one latent each: z is the mean of q(z | x, y) or, for a model that completes images, of
 * p(z | seen quadrants). The bound that test losses are of takes the mean of -log p(x | z, y) over q instead
 * (Kingma and Welling 2014, equation 3), and is mostly higher. Gray levels are taken as they are: where the
 * likelihood is of pixels drawn from them, this is the mean over those draws, since log p is linear in x.
 */
export function reconstruct(
  config: RunConfig,
  weights: Weights,
  { images, labels }: Batch,
): Reconstructions {
  if (completesImages(config)) {
    const { mean } = conditionalPrior(config, weights, images);
    const logits = decode(config, weights, mean, labels);
    return {
      images: mergeSeen(config, images, likelihoodMean(config, logits)),
      reconstruction: unseenNegativeLogLikelihood(config, logits, images),
      kl: null,
    };
  }
  const posterior = encode(config, weights, images, labels);
  const logits = decode(config, weights, posterior.mean, labels);
  return {
    images: likelihoodMean(config, logits),
    reconstruction: negativeLogLikelihood(config.likelihood, logits, images),
    kl: tf.sum<Tensor1D>(klFromStandardNormal(posterior), 1),
  };
}
