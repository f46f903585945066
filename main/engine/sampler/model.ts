/** A posterior's mean and log-variance, [n, z] each. */
export interface Posterior {
  readonly mean: Float32Array;
  readonly logVariance: Float32Array;
}

/** A checkpoint's model in memory, as the sampler's queue needs it. */
export interface Model {
  readonly latentDimensions: number;
  /** 0 for a model that is not told the label. */
  readonly classes: number;
  /** Memory that its weights take. */
  readonly bytes: number;
  /**
   * Labels [n], or mixtures of their one-hot codes [n, classes], and latents [n, z] to gray levels
   * [n, 784], with n at most `chunkSize`.
   */
  decode(conditions: Uint8Array | Float32Array, latents: Float32Array): Uint8Array;
  /** Labels [n] and gray levels [n, 784] to the posterior, with n at most `chunkSize`. */
  encode(labels: Uint8Array, images: Uint8Array): Posterior;
  dispose(): void;
}

/**
 * Images computed at once. Always as many, the last ones padded: a matrix product may round differently
 * for another number of rows, and an image must not depend on what else was asked for with it.
 */
export const chunkSize = 100;
