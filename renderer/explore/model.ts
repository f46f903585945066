import type { CheckpointId } from '../../shared/ids';
import { quadrantsSeen } from '../../shared/run-config';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import { sampler } from '../sampler';
import { mixturesOf, type Condition } from './conditions';

/** What exploring has to know of a checkpoint. */
export interface ExploredModel {
  readonly checkpoint: CheckpointId;
  readonly latentDimensions: number;
  /** Of its dataset, whether or not it is told of them. */
  readonly classes: number;
  readonly isToldLabels: boolean;
  /** It draws the rest of an image from what it is shown of it: latents alone mean nothing to it. */
  readonly completesImages: boolean;
  readonly dataset: string;
}

export function exploredModel(
  { config }: RunDetail,
  { id }: CheckpointSummary,
  classes: number,
): ExploredModel {
  return {
    checkpoint: id,
    latentDimensions: config.latentDimensions,
    classes,
    isToldLabels: config.conditioning === 'label',
    completesImages: quadrantsSeen(config.conditioning) > 0,
    dataset: config.dataset,
  };
}

/** Gray levels [n, 784] of conditions [n], which a model that is not told labels ignores, and latents [n, z]. */
export function decode(
  { checkpoint, isToldLabels }: ExploredModel,
  conditions: readonly Condition[],
  latents: Float32Array,
): Promise<Uint8Array> {
  const given = isToldLabels ? mixturesOf(conditions) : new Uint8Array(conditions.length);
  return sampler.decode(checkpoint, given, latents);
}

/** The posterior's mean [z] of gray levels [784] with a label. */
export async function encodeOne(
  { checkpoint }: ExploredModel,
  label: number,
  image: Uint8Array,
): Promise<Float32Array> {
  const { mean } = await sampler.encode(checkpoint, Uint8Array.of(label), image);
  return mean;
}
