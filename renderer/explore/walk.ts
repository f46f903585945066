import { linear, spherical, type Path } from '../../shared/latent-paths';

/** Latents [steps, z] from a to b, both included. */
export function walk(a: Float32Array, b: Float32Array, steps: number, path: Path): Float32Array {
  const between = path === 'linear' ? linear : spherical;
  const latents = new Float32Array(steps * a.length);
  for (let step = 0; step < steps; step++) {
    latents.set(between(a, b, step / Math.max(1, steps - 1)), step * a.length);
  }
  return latents;
}
