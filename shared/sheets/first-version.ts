import { z } from 'zod';
import { checkpointIdSchema, runIdSchema } from '../ids';
import type { sheetContentSchema } from './content-schemas';
import type { sheetStyleSchema } from './style-schema';

/** Recipes of version 1: digits of one checkpoint, white on black, nothing around them. */
export const firstRecipeSchema = z.strictObject({
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

export type FirstSheetRecipe = z.output<typeof firstRecipeSchema>;

/** The same sheet as a recipe of version 2. */
export function upgradeFirstVersion(recipe: FirstSheetRecipe) {
  const { run, checkpoint, labels, count, seed, scale } = recipe;
  return {
    version: 2,
    content: {
      kind: 'digits',
      model: { run, checkpoint, sha256: null, name: '', epoch: 0 },
      labels,
      count,
      latents: { seed },
    } satisfies z.input<typeof sheetContentSchema>,
    style: {
      scale,
      margin: 0,
      headings: false,
      legend: false,
    } satisfies z.input<typeof sheetStyleSchema>,
  } as const;
}
