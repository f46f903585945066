import { z } from 'zod';
import { runConfigSchema } from '../../shared/run-config';
import { firstRecipeSchema } from '../../shared/sheets/first-version';

/** The keyword of the iTXt chunk that carries a sheet's provenance. */
export const provenanceKeyword = 'CVAE Workbench sheet';

/**
 * Where a sheet came from: enough to make it again, and to tell whether it is the same. It stands in
 * the file beside the sheet and inside the PNG. Nothing in it depends on when the sheet was made.
 */
export const sheetProvenanceSchema = z.strictObject({
  format: z.literal('cvae-workbench-sheet'),
  recipe: firstRecipeSchema,
  config: runConfigSchema,
  checkpoint: z.strictObject({
    /** Epochs finished. */
    epoch: z.int().min(0),
    /** Steps into the epoch after those. */
    step: z.int().min(0),
    /** Of the checkpoint's weights, in hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  pixels: z.strictObject({
    width: z.int().min(1),
    height: z.int().min(1),
    /** Of the gray levels [height, width] as the PNG shows them, in hex. */
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  /** Of what made it, by name. */
  versions: z.record(z.string(), z.string()),
});

export type SheetProvenance = z.output<typeof sheetProvenanceSchema>;

/**
 * The text of a provenance, as it stands in both places. Keys come in the schema's order, whoever made the
 * recipe: the same recipe gives the same text.
 */
export function provenanceText(provenance: SheetProvenance): string {
  return JSON.stringify(sheetProvenanceSchema.parse(provenance), null, 2) + '\n';
}
