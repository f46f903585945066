import { pixelCount } from '../../../shared/images';
import { standardNormals } from '../../../shared/random';
import type { RunConfig } from '../../../shared/run-config';
import { grayLevels, intensities } from '../gray-levels';
import { completesImages } from '../model/conditioning';
import { complete, decode, likelihoodMean } from '../model/cvae';
import type { Weights } from '../model/layers';
import { generationSeed } from '../random-streams';
import { labelsIn, type LabelledImages } from '../data/idx';
import { tf, type Tensor2D } from '../tensorflow';
import type { ImageSource } from './judge-images';

/** Images to generate, in all. */
const wanted = 10_000;

/** Images that a model generates, to be compared with real ones. */
export interface GeneratedImages extends ImageSource {
  /** The label asked for of each, [count]; a model without labels ignores it. */
  readonly labels: Uint8Array;
}

/**
 * 10,000 images, the likelihood's means, by latents from the prior, the same for every checkpoint: as many of each
 * label of the test set, in turn.
 * A model that completes images is given the test images, in turn.
 */
export function generatedImages(
  config: RunConfig,
  weights: Weights,
  testSet: LabelledImages,
): GeneratedImages {
  const asked = labelsIn(testSet.labels);
  const count = completesImages(config)
    ? Math.min(wanted, testSet.labels.length)
    : Math.floor(wanted / asked.length) * asked.length;
  const labels = Uint8Array.from({ length: count }, (_, i) => asked[i % asked.length]!);
  const z = config.latentDimensions;
  const noise = standardNormals(generationSeed(config.seed), count * z);
  return {
    count,
    labels,
    render(from, to) {
      const shape: [number, number] = [to - from, z];
      const means = tf.tidy(() => {
        const latents = tf.tensor2d(noise.subarray(from * z, to * z), shape);
        if (completesImages(config)) {
          const levels = testSet.images.subarray(from * pixelCount, to * pixelCount);
          const images: Tensor2D = tf.tensor2d(intensities(levels), [to - from, pixelCount]);
          return complete(config, weights, images, latents);
        }
        const given = tf.tensor1d(labels.subarray(from, to), 'int32');
        return likelihoodMean(config, decode(config, weights, latents, given));
      });
      const levels = grayLevels(means.dataSync<'float32'>());
      means.dispose();
      return levels;
    },
  };
}
