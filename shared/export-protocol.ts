import type { ErrorReport } from './errors';
import type { CheckpointWeights } from './sampler-protocol';

/**
 * A checkpoint is written as a SavedModel by TensorFlow, so in the sampler's process, over a port of its
 * own for each task. Windows never get such a port, for a task names a folder.
 */

export interface ExportTask {
  readonly model: CheckpointWeights;
  /** An empty folder. */
  readonly folder: string;
}

export type ExportReply =
  { readonly kind: 'done' } | { readonly kind: 'failed'; readonly error: ErrorReport };

/** Kinds of files that a checkpoint is exported as. */
export const exportFormats = ['safetensors', 'savedmodel'] as const;
export type ExportFormat = (typeof exportFormats)[number];
