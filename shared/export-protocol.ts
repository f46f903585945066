import type { ErrorReport } from './errors';
import type { CheckpointWeights } from './sampler-protocol';
import type { TrainingState } from './trainer-protocol';

/**
 * A checkpoint is written as a SavedModel by TensorFlow, so in the sampler's process, over a port of its
 * own for each task. Windows never get such a port, for a task names a folder.
 */

/** A checkpoint with all that training goes on from. */
export interface ExportedModel extends CheckpointWeights {
  /** Null where the optimiser's state is not kept any more. */
  readonly training: Pick<TrainingState, 'epoch' | 'step' | 'optimizer' | 'optimizerSha256'> | null;
}

export interface ExportTask {
  readonly model: ExportedModel;
  /** An empty folder. */
  readonly folder: string;
}

export type ExportReply =
  { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: ErrorReport };

/** Kinds of files that a checkpoint is exported as. */
export const exportFormats = ['safetensors', 'savedmodel'] as const;
export type ExportFormat = (typeof exportFormats)[number];
