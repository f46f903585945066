import type { RunConfig } from '../../shared/run-config';
import type { NamedTensor } from './checkpoint';
import type { Dataset } from './data/idx';

/**
 * What the training loop needs of an engine. Two do it: the graph engine trains; the eager engine,
 * plain tfjs, is the reference that tests and benchmarks hold against it.
 */
export interface Engine {
  /** Steps that it does faster when asked for together. */
  readonly stepsAtOnce: number;
  /**
   * Trains on batches, one after the other: loss, reconstruction and KL before each update, [steps * 3],
   * nats an image.
   */
  steps(steps: readonly Step[]): Float32Array;
  /**
   * Trains the baseline of a model that completes images: its loss before the update, nats an image.
   * Throws for any other model.
   */
  baselineStep(step: BaselineStep): number;
  /** Measures the test images `from` to `to - 1`: batch number `from / evaluationBatch`. */
  evaluate(from: number, to: number): EvaluatedBatch;
  /**
   * Latents [n * z] and conditions [n] to images in 0..1 [n * 784], with n the cells of a snapshot. A
   * condition is a label or, for a model that completes images, the index of a test image.
   */
  decode(latents: Float32Array, conditions: Int32Array): Float32Array;
  read(): EngineState;
  write(state: EngineState): void;
  /** Gives all memory back. */
  close(): void;
}

/** Makes an engine that holds the dataset and the weights that the run starts from. */
export type CreateEngine = (config: RunConfig, dataset: Dataset) => Engine;

export interface BaselineStep {
  /** Steps of this kind done since the run's beginning; with the run's seed it determines the noise. */
  readonly number: number;
  /** Which training images, [batchSize]. */
  readonly indices: Int32Array;
  readonly learningRate: number;
}

export interface Step extends BaselineStep {
  readonly klWeight: number;
}

/** Measures of n test images, under the averaged weights where there are any. */
export interface EvaluatedBatch {
  /** Nats an image, [n]. */
  readonly reconstruction: Float32Array;
  /** Nats, [n * z]. */
  readonly kl: Float32Array;
  /** Of the posterior, [n * z]. */
  readonly mean: Float32Array;
}

export type Tensors = Readonly<Record<string, NamedTensor>>;

/** All that changes while training. */
export interface EngineState {
  readonly weights: Tensors;
  /** Adam's moving averages of each weight's gradient and of its square. */
  readonly firstMoments: Tensors;
  readonly secondMoments: Tensors;
  /** Moving average of the weights; null if the configuration has none. */
  readonly averages: Tensors | null;
}

/** Test images measured at a time. */
export const evaluationBatch = 1000;

/** Adam's constants (Kingma and Ba 2015) as PyTorch sets them, in float32 as TensorFlow keeps them. */
export const adam = { beta1: Math.fround(0.9), beta2: Math.fround(0.999), epsilon: 1e-8 } as const;
