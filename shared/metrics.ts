/** Measures of one epoch. Losses are nats an image, averaged over images. */
export interface EpochMetrics {
  /** Counted from 1. */
  readonly epoch: number;
  /** Mean over the epoch's steps of what was minimised: reconstruction + KL weight in force * KL. */
  readonly trainLoss: number;
  readonly trainReconstruction: number;
  readonly trainKl: number;
  /** testReconstruction + config.beta * testKl over the whole test set, whatever the warm-up. */
  readonly testLoss: number;
  readonly testReconstruction: number;
  readonly testKl: number;
  /** KL of each latent dimension, mean over the test set: [z]. */
  readonly klPerDimension: Float32Array;
  /** Dimensions whose posterior mean varies by more than 0.01 over the test set (Burda et al. 2016). */
  readonly activeUnits: number;
  /** Time of the training steps alone. */
  readonly seconds: number;
  /** Training images a second over this epoch. */
  readonly imagesPerSecond: number;
  /** In force at the epoch's last step. */
  readonly learningRate: number;
  readonly klWeight: number;
}

/** Numbers stored for each step in a step block: loss, reconstruction, KL. */
export const stepLossParts = 3;
