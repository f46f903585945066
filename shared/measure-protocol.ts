import type { ErrorReport } from './errors';
import type { MeasuredValue, MeasureName } from './measures';
import type { CheckpointWeights } from './sampler-protocol';
import type { DatasetFiles, EngineFacts } from './trainer-protocol';

/**
 * Measuring takes minutes, so it has a port of its own for each task: main sends the task, the sampler
 * answers until it is done, and either side ends it by closing the port. Windows never get such a port,
 * for a task names files.
 */

export interface MeasureTask {
  readonly names: readonly MeasureName[];
  /** Latents for each test image of the importance-weighted bound. */
  readonly importanceSamples: number;
  readonly model: CheckpointWeights;
  readonly dataset: DatasetFiles;
  /** Folder where trained judges are kept, one file a dataset; what is missing there is made again. */
  readonly judgeFolder: string;
}

export type MeasureReply =
  | {
      readonly kind: 'progress';
      /** What is being done, for a person to read. */
      readonly work: string;
      /** Of that work, 0 to 1. */
      readonly share: number;
    }
  | { readonly kind: 'measured'; readonly measured: MeasuredValue; readonly engine: EngineFacts }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ErrorReport };
