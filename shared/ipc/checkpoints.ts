import { z } from 'zod';
import { exportFormats } from '../export-protocol';
import { checkpointIdSchema } from '../ids';
import type { CheckpointSummary } from '../runs';
import { channel } from './channel';

export const checkpointChannels = {
  /** Asks where to, then writes a file, or the folder of a SavedModel. Null when the dialog was dismissed. */
  'checkpoints.export': channel<{ readonly path: string } | null>().taking(
    z.strictObject({ checkpoint: checkpointIdSchema, format: z.enum(exportFormats) }),
  ),
  /** A pinned checkpoint is kept whole, whatever comes after it. */
  'checkpoints.pin': channel<CheckpointSummary>().taking(
    z.strictObject({ checkpoint: checkpointIdSchema, pinned: z.boolean() }),
  ),
} as const;
