import { mixSeeds, permutation } from '../../shared/random';

/** Everything random in a run follows from its seed, through one stream for each purpose. */
const streams = {
  weights: 1,
  order: 2,
  trainingNoise: 3,
  evaluationNoise: 4,
  baselineOrder: 5,
  baselineNoise: 6,
  importanceNoise: 7,
  binarization: 8,
  generation: 9,
} as const;

/** Seed of the start value of the weight tensor `index`. */
export const weightSeed = (seed: number, index: number): number =>
  mixSeeds(seed, streams.weights, index);

/** The order [count] in which an epoch, counted from 1, sees the training images. */
export const epochOrder = (seed: number, epoch: number, count: number): Int32Array =>
  permutation(mixSeeds(seed, streams.order, epoch), count);

/** int32 [2]: seed of the noise of a training step, counted from the run's beginning. */
export const trainingNoiseSeed = (seed: number, step: number): Int32Array =>
  Int32Array.of(mixSeeds(seed, streams.trainingNoise), step);

/** int32 [2]: seed of the noise of a batch of test images; the same after every epoch. */
export const evaluationNoiseSeed = (seed: number, batch: number): Int32Array =>
  Int32Array.of(mixSeeds(seed, streams.evaluationNoise), batch);

/** The order in which an epoch of the baseline's own training, counted from 1, sees the images. */
export const baselineOrder = (seed: number, epoch: number, count: number): Int32Array =>
  permutation(mixSeeds(seed, streams.baselineOrder, epoch), count);

/** int32 [2]: seed of the noise of a step of the baseline's own training. */
export const baselineNoiseSeed = (seed: number, step: number): Int32Array =>
  Int32Array.of(mixSeeds(seed, streams.baselineNoise), step);

/** int32 [2]: seed of the latents that the importance-weighted bound draws from its row `row` on. */
export const importanceNoiseSeed = (seed: number, block: number, row: number): Int32Array =>
  Int32Array.of(mixSeeds(seed, streams.importanceNoise, block), row);

/** int32 [2]: seed of the pixels of test images that are binarised once, from number `from` on. */
export const binarizationSeed = (seed: number, from: number): Int32Array =>
  Int32Array.of(mixSeeds(seed, streams.binarization), from);

/** Seed of the latents of images that are generated to be measured. */
export const generationSeed = (seed: number): number => mixSeeds(seed, streams.generation);
