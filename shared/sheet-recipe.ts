import { z } from 'zod';
import { checkpointIdSchema, runIdSchema } from './ids';

/** A recipe holds all that is needed to make the same sheet again, pixel for pixel. */
export const sheetRecipeSchema = z.strictObject({
  version: z.literal(1),
  kind: z.literal('digits'),
  run: runIdSchema,
  checkpoint: checkpointIdSchema,
  /** One column each; ignored by a model without labels, which still has as many columns. */
  labels: z.array(z.int().min(0).max(255)).min(1, 'Choose at least one digit.').max(256),
  /** Rows: samples of each label. */
  count: z
    .int('Count must be a whole number from 1 to 1,000.')
    .min(1, 'Count must be a whole number from 1 to 1,000.')
    .max(1000, 'Count must be a whole number from 1 to 1,000.'),
  /** Latents are `standardNormals(seed, count * z)`: a row shares one latent across its labels. */
  seed: z
    .int('Seed must be a whole number from 0 to 2,147,483,647.')
    .min(0, 'Seed must be a whole number from 0 to 2,147,483,647.')
    .max(2_147_483_647, 'Seed must be a whole number from 0 to 2,147,483,647.'),
  /** Nearest-neighbour enlargement. */
  scale: z
    .int('Scale must be a whole number from 1 to 16.')
    .min(1, 'Scale must be a whole number from 1 to 16.')
    .max(16, 'Scale must be a whole number from 1 to 16.')
    .default(1),
});

export type SheetRecipe = z.output<typeof sheetRecipeSchema>;
