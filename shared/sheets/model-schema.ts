import { z } from 'zod';
import { checkpointIdSchema, runIdSchema } from '../ids';
import type { CheckpointSummary, RunSummary } from '../runs';

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 in hex.');

/** A checkpoint as a recipe names it, with what is printed of it. */
export const sheetModelSchema = z.strictObject({
  run: runIdSchema,
  checkpoint: checkpointIdSchema,
  /** Of the checkpoint's weights; null in recipes of version 1, which did not record it. */
  sha256: sha256Schema.nullable(),
  /** Of the run, as it is printed. */
  name: z.string().max(200),
  /** Epochs finished at the checkpoint. */
  epoch: z.int().min(0),
  /** Steps into the epoch after those. */
  step: z.int().min(0).default(0),
  /** Index of the run's colour, 0 to 7. */
  colour: z.int().min(0).max(7).default(0),
});

export type SheetModel = z.output<typeof sheetModelSchema>;

/** A run's checkpoint as a recipe names it. */
export function sheetModel(
  { id: run, name, colour }: Pick<RunSummary, 'id' | 'name' | 'colour'>,
  {
    id: checkpoint,
    sha256,
    epoch,
    step,
  }: Pick<CheckpointSummary, 'id' | 'sha256' | 'epoch' | 'step'>,
): SheetModel {
  return { run, checkpoint, sha256, name: name.slice(0, 200), epoch, step, colour };
}
