import type { Mixtures } from '../sampler-client';

/** What a decoder is told in place of a one-hot label: shares [classes] that add up to 1. */
export type Condition = Float32Array;

/** `share` in 0..1 is the second label's. */
export function blendOf(classes: number, label: number, second: number, share: number): Condition {
  const condition = new Float32Array(classes);
  condition[label]! += 1 - share;
  condition[second]! += share;
  return condition;
}

/** One label alone. */
export function oneHot(classes: number, label: number): Condition {
  return blendOf(classes, label, label, 0);
}

/** These conditions, at least one, one an image. */
export function mixturesOf(conditions: readonly Condition[]): Mixtures {
  const classes = conditions[0]!.length;
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
