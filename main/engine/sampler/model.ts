import type { Completions, Posterior, Reconstructions } from '../../../shared/sampler-protocol';

/** A checkpoint's model in memory, as the sampler's queue needs it. */
export interface Model {
  readonly latentDimensions: number;
  /** 0 for a model that is not told the label. */
  readonly classes: number;
  /** Whether it is shown quadrants of an image, and completes it. */
  readonly completesImages: boolean;
  /** Memory that its weights take. */
  readonly bytes: number;
  /**
   * Labels [n], or mixtures of their one-hot codes [n, classes], and latents [n, z] to gray levels
   * [n, 784], with n at most `chunkSize`.
   */
  decode(conditions: Uint8Array | Float32Array, latents: Float32Array): Uint8Array;
  /** Labels [n] and gray levels [n, 784] to the posterior, with n at most `chunkSize`. */
  encode(labels: Uint8Array, images: Uint8Array): Posterior;
  /** What it makes of gray levels [n, 784] with labels [n], with n at most `chunkSize`. */
  reconstruct(labels: Uint8Array, images: Uint8Array): Reconstructions;
  /**
   * Gray levels [n, 784] completed from latents [n, z], or from noise [n, z] by which each image's own
   * prior is drawn from, with n at most `chunkSize`; for a model that completes images.
   */
  complete(images: Uint8Array, latents: Float32Array, fromPrior: boolean): Completions;
  dispose(): void;
}

/**
 * Images computed at once. Always as many, the last ones padded: a matrix product may round differently
 * for another number of rows, and an image must not depend on what else was asked for with it. Kernels also
 * round the last rows of a thread's share differently where those do not fill a block of theirs; of the numbers
 * near 100, this one is divided by most numbers of threads and sizes of blocks.
 */
export const chunkSize = 144;
