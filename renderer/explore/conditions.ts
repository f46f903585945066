import type { Mixtures } from '../sampler-client';

/** Labels that a key chooses, and what conditions are mixtures of. */
export const labels: readonly number[] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
export const classes = labels.length;

/** What a decoder is told in place of a one-hot label: shares [classes] that add up to 1. */
export type Condition = Float32Array;

/** `share` in 0..1 is the second label's. */
export function blendOf(label: number, second: number, share: number): Condition {
  const condition = new Float32Array(classes);
  condition[label]! += 1 - share;
  condition[second]! += share;
  return condition;
}

/** These conditions, one an image. */
export function mixturesOf(conditions: readonly Condition[]): Mixtures {
  const shares = new Float32Array(conditions.length * classes);
  conditions.forEach((condition, i) => shares.set(condition, i * classes));
  return { shares, classes };
}

/** Latents [n, z], all the same. */
export function repeated(latent: Float32Array, count: number): Float32Array {
  const latents = new Float32Array(count * latent.length);
  for (let i = 0; i < count; i++) latents.set(latent, i * latent.length);
  return latents;
}
