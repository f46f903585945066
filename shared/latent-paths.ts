/** Ways through the latent space from one point to another. */

export type Path = 'linear' | 'spherical';

/** The straight way from a to b; `t` in 0..1. */
export function linear(a: Float32Array, b: Float32Array, t: number): Float32Array {
  return a.map((value, i) => (1 - t) * value + t * b[i]!);
}

/**
 * The way from a to b that keeps to lengths between theirs, as draws of a normal distribution in many
 * dimensions do: Shoemake 1985, Animating Rotation with Quaternion Curves; for latents, White 2016,
 * Sampling Generative Networks. Straight where a and b lie on one line through the origin, since then
 * there is no arc or no single one.
 */
export function spherical(a: Float32Array, b: Float32Array, t: number): Float32Array {
  const cosine = dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  const angle = Math.acos(Math.min(1, Math.max(-1, cosine)));
  const sine = Math.sin(angle);
  if (!(sine > 1e-4)) return linear(a, b, t);
  const [fromA, fromB] = [Math.sin((1 - t) * angle) / sine, Math.sin(t * angle) / sine];
  return a.map((value, i) => fromA * value + fromB * b[i]!);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}
