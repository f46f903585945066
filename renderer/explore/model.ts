import { classesNamed, type ClassNames } from '../../shared/datasets';
import type { CheckpointId } from '../../shared/ids';
import { quadrantsSeen } from '../../shared/run-config';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import { sampler } from '../sampler';
import type { Completions } from '../../shared/sampler-protocol';
import { imagesOf, mixturesOf, type Condition } from './conditions';

/** What exploring has to know of a checkpoint. */
export interface ExploredModel {
  readonly checkpoint: CheckpointId;
  readonly latentDimensions: number;
  /** Of its dataset, whether or not it is told of them. */
  readonly classes: number;
  /** [classes] */
  readonly classNames: ClassNames;
  /** Classes that have images. */
  readonly labels: readonly number[];
  readonly isToldLabels: boolean;
  /**
   * Quadrants that it is shown of an image, whose rest it draws; 0 for models that draw whole images. What
   * its latents mean depends on the image: here they are noise, in standard deviations from the mean of
   * that image's own prior.
   */
  readonly quadrantsSeen: 0 | 1 | 2 | 3;
  readonly dataset: string;
}

export function exploredModel(
  { config }: RunDetail,
  { id }: CheckpointSummary,
  classNames: ClassNames,
): ExploredModel {
  return {
    checkpoint: id,
    latentDimensions: config.latentDimensions,
    classes: classNames.length,
    classNames,
    labels: classesNamed(classNames),
    isToldLabels: config.conditioning === 'label',
    quadrantsSeen: quadrantsSeen(config.conditioning),
    dataset: config.dataset,
  };
}

/** Gray levels [n, 784] of conditions [n], which a model that is told nothing ignores, and latents [n, z]. */
export async function decode(
  model: ExploredModel,
  conditions: readonly Condition[],
  latents: Float32Array,
): Promise<Uint8Array> {
  if (model.quadrantsSeen > 0) return (await complete(model, imagesOf(conditions), latents)).pixels;
  const given = model.isToldLabels ? mixturesOf(conditions) : new Uint8Array(conditions.length);
  return sampler.decode(model.checkpoint, given, latents);
}

/** Gray levels [n, 784] completed with noise [n, z]. */
export function complete(
  { checkpoint }: ExploredModel,
  images: Uint8Array,
  noise: Float32Array,
): Promise<Completions> {
  return sampler.complete(checkpoint, images, noise, true);
}

/** The posterior's mean [z] of gray levels [784] with a label. */
export async function encodeOne(
  model: ExploredModel,
  label: number,
  image: Uint8Array,
): Promise<Float32Array> {
  const { mean } = await sampler.encode(model.checkpoint, Uint8Array.of(label), image);
  return model.quadrantsSeen > 0 ? noiseOf(model, image, mean) : mean;
}

/** The noise [z] that the prior of an image [784] makes a latent [z] of. */
async function noiseOf(
  model: ExploredModel,
  image: Uint8Array,
  latent: Float32Array,
): Promise<Float32Array> {
  const z = model.latentDimensions;
  const noise = new Float32Array(2 * z).fill(1, z);
  const { latents } = await complete(model, imagesOf([image, image]), noise);
  return latent.map((value, i) => {
    const [mean, oneFromMean] = [latents[i]!, latents[z + i]!];
    return (value - mean) / (oneFromMean - mean);
  });
}
