/**
 * Random numbers that depend on nothing but their seed, in every process alike: latents, shuffles
 * and snapshots can be made again from the seed alone.
 */

/** SplitMix32 (Steele, Lea and Flood 2014, 32-bit variant): uniform whole numbers in 0 .. 2^32-1. */
export function splitMix32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** A seed that depends on a whole list of numbers, e.g. (run seed, purpose, epoch). */
export function mixSeeds(...parts: readonly number[]): number {
  return parts.reduce(
    (seed, part) => splitMix32((seed ^ Math.imul(part + 1, 0x85ebca6b)) >>> 0)(),
    0,
  );
}

/** `count` draws of a standard normal (Box and Muller 1958). */
export function standardNormals(seed: number, count: number): Float32Array {
  const next = splitMix32(seed);
  const normals = new Float32Array(count);
  for (let i = 0; i < count; i += 2) {
    const radius = Math.sqrt(-2 * Math.log((next() + 1) / 4294967297));
    const angle = (2 * Math.PI * next()) / 4294967296;
    normals[i] = radius * Math.cos(angle);
    if (i + 1 < count) normals[i + 1] = radius * Math.sin(angle);
  }
  return normals;
}

/** A permutation of 0 .. count-1 (Fisher and Yates). */
export function permutation(seed: number, count: number): Int32Array {
  const next = splitMix32(seed);
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor((next() / 4294967296) * (i + 1));
    const kept = order[i]!;
    order[i] = order[j]!;
    order[j] = kept;
  }
  return order;
}
