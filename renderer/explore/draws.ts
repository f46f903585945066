import { standardNormals } from '../../shared/random';

/** Draws from the prior that are shown at once. */
export const samplesShown = 30;

/** Latents [30, z] of a seed. */
export function sampleLatents(seed: number, z: number): Float32Array {
  return standardNormals(seed, samplesShown * z);
}
