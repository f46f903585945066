import { z } from 'zod';
import { exportFormats } from '../export-protocol';
import { checkpointIdSchema } from '../ids';
import { channel } from './channel';

export const checkpointChannels = {
  /** Asks where to, then writes a file, or the folder of a SavedModel. Null when the dialog was dismissed. */
  'checkpoints.export': channel<{ readonly path: string } | null>().taking(
    z.strictObject({ checkpoint: checkpointIdSchema, format: z.enum(exportFormats) }),
  ),
} as const;
