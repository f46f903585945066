import type { ErrorReport } from './errors';
import type { RunId } from './ids';
import type { EpochMetrics } from './metrics';
import type { BaselineProgress } from './run-progress';
import type { RunConfig } from './run-config';
import type { Snapshot } from './snapshots';

/**
 * What main and the trainer say to each other. The trainer never sees the database: the state it
 * starts from is sent to it, and what it reaches comes back.
 */

/** What the four files of a dataset are named where the workbench keeps them, as MNIST's are. */
export const datasetFileNames = {
  trainImages: 'train-images-idx3-ubyte',
  trainLabels: 'train-labels-idx1-ubyte',
  testImages: 't10k-images-idx3-ubyte',
  testLabels: 't10k-labels-idx1-ubyte',
} as const;

export type DatasetFile = keyof typeof datasetFileNames;

/** The four files, each at the path of its name. */
export function filesNamed(pathOf: (name: string) => string): DatasetFiles {
  const { trainImages, trainLabels, testImages, testLabels } = datasetFileNames;
  return {
    trainImages: pathOf(trainImages),
    trainLabels: pathOf(trainLabels),
    testImages: pathOf(testImages),
    testLabels: pathOf(testLabels),
  };
}

/** SHA-256 of each file, in hex. */
export type DatasetHashes = Readonly<Record<DatasetFile, string>>;

/** Paths of the four IDX files of a dataset of 28 x 28 gray images; `.gz` is read too. */
export interface DatasetFiles extends Readonly<Record<DatasetFile, string>> {
  /** Of files that are not compressed: what they must have to be believed. */
  readonly sha256?: DatasetHashes;
}

/** Environment variable by which a process' TensorFlow is told how many threads to compute with. */
export const threadsVariable = 'TF_NUM_INTRAOP_THREADS';

/** What runs the training; stored with each run. */
export interface EngineFacts {
  readonly tensorflow: string;
  readonly tfjs: string;
  readonly node: string;
  readonly cpu: string;
  /** That TensorFlow computes with. */
  readonly threads: number;
  /** Bytes. */
  readonly memory: number;
  /** Whether the processor has instructions for bfloat16; not known of runs of older versions. */
  readonly multipliesBfloat16?: boolean;
  /** The processor on which the run began, where that was of another kind. */
  readonly begunOn?: string;
}

/** Everything needed to go on from exactly here. Noise and order follow from the seed and the step. */
export interface TrainingState {
  /** Epochs finished. */
  readonly epoch: number;
  /** Steps done in the epoch after those; 0 at the end of an epoch. */
  readonly step: number;
  /** safetensors: the model's float32 weights; its metadata holds the configuration. */
  readonly weights: Uint8Array;
  /** SHA-256 of `weights`, in hex. */
  readonly sha256: string;
  /** safetensors: Adam's moments and step count, and averaged weights. */
  readonly optimizer: Uint8Array;
  readonly optimizerSha256: string;
  /** Loss, reconstruction and KL of each step done in the unfinished epoch: [step * 3]. */
  readonly stepLosses: Float32Array;
}

export type TrainerCommand =
  | {
      readonly kind: 'train';
      readonly run: RunId;
      readonly config: RunConfig;
      readonly dataset: DatasetFiles;
      /** The state to go on from; null starts anew. */
      readonly resume: TrainingState | null;
      /** To compute with. Sums are rounded in an order that depends on it. */
      readonly threads: number;
    }
  /** Stop after the step at hand and hand over the state. Ignored when nothing is being trained. */
  | { readonly kind: 'halt'; readonly run: RunId };

export type TrainerEvent =
  | { readonly kind: 'ready'; readonly engine: EngineFacts }
  /** The first step is about to run: the dataset was read and the graph built. */
  | { readonly kind: 'started'; readonly run: RunId; readonly stepsPerEpoch: number }
  | {
      readonly kind: 'progress';
      readonly run: RunId;
      /** The epoch at hand, counted from 1. */
      readonly epoch: number;
      /** Steps done in it. */
      readonly step: number;
      readonly stepsPerEpoch: number;
      /** While the baseline of a model that completes images is trained, before the first epoch. */
      readonly baseline: BaselineProgress | null;
      /** Loss, reconstruction and KL of the steps since the last report: [n * 3]. */
      readonly losses: Float32Array;
      /** Over the last second or so. */
      readonly imagesPerSecond: number;
    }
  | {
      readonly kind: 'epoch';
      readonly run: RunId;
      readonly metrics: EpochMetrics;
      /** Loss, reconstruction and KL of each step of the epoch: [steps * 3]. */
      readonly stepLosses: Float32Array;
      readonly snapshot: Snapshot;
      readonly state: TrainingState;
    }
  | { readonly kind: 'halted'; readonly run: RunId; readonly state: TrainingState }
  | { readonly kind: 'done'; readonly run: RunId }
  | { readonly kind: 'failed'; readonly run: RunId; readonly error: ErrorReport };
