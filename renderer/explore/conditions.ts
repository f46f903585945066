import { pixelCount } from '../../shared/images';
import type { Mixtures } from '../../shared/sampler-requests';

/** Shares [classes] of each label, which add up to 1: what a decoder is told in place of a one-hot label. */
export type Mixture = Float32Array;

/** What a decoder is told: a mixture of labels, or an image, gray levels [784], of which it is shown some quadrants. */
export type Condition = Mixture | Uint8Array;

/** `share` in 0..1 is the second label's. */
export function blendOf(classes: number, label: number, second: number, share: number): Mixture {
  const mixture = new Float32Array(classes);
  mixture[label]! += 1 - share;
  mixture[second]! += share;
  return mixture;
}

/** One label alone. */
export function oneHot(classes: number, label: number): Mixture {
  return blendOf(classes, label, label, 0);
}

/** These mixtures, at least one, one an image. */
export function mixturesOf(conditions: readonly Condition[]): Mixtures {
  const classes = conditions[0]!.length;
  return {
    shares: concatenated(new Float32Array(conditions.length * classes), conditions),
    classes,
  };
}

/** Gray levels [n, 784] of these images. */
export function imagesOf(conditions: readonly Condition[]): Uint8Array {
  return concatenated(new Uint8Array(conditions.length * pixelCount), conditions);
}

/** Latents [n, z], all the same. */
export function repeated(latent: Float32Array, count: number): Float32Array {
  const latents = new Float32Array(count * latent.length);
  for (let i = 0; i < count; i++) latents.set(latent, i * latent.length);
  return latents;
}

/** Rows of the same length into `all`, one after another. */
function concatenated<T extends Float32Array | Uint8Array>(all: T, rows: readonly Condition[]): T {
  rows.forEach((row, i) => all.set(row, i * row.length));
  return all;
}
