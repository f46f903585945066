import { z } from 'zod';
import { pixelCount } from '../images';
import { sheetModelSchema } from './model-schema';

/** What can be on a sheet: one schema a kind. */

export const mostRows = 1000;
export const mostColumns = 1000;

/** A whole number, with the same words for everything that is wrong with it. */
export const whole = (from: number, to: number, what: string) => {
  const message = `${what} must be a whole number from ${from.toLocaleString('en')} to ${to.toLocaleString('en')}.`;
  return z.int(message).min(from, message).max(to, message);
};
const finite = (from: number, to: number, what: string) => {
  const message = `${what} must be a number from ${from} to ${to}.`;
  return z.number(message).min(from, message).max(to, message);
};

const labelSchema = whole(0, 255, 'Label');
const labelsSchema = z.array(labelSchema).min(1, 'Choose at least one digit.').max(256);
const countSchema = whole(1, mostRows, 'Count');
const stepsSchema = whole(2, 200, 'Steps');
const dimensionSchema = whole(0, 255, 'Dimension');

/** Points of the latent space: drawn from the standard normal by a seed, or given [points, z]. */
export const sheetLatentsSchema = z.union([
  z.strictObject({ seed: whole(0, 2_147_483_647, 'Seed') }),
  z.strictObject({
    values: z
      .array(
        z
          .array(finite(-1000, 1000, 'Latent value'))
          .min(1)
          .max(256),
      )
      .min(1)
      .max(mostRows),
  }),
]);
export type SheetLatents = z.output<typeof sheetLatentsSchema>;

/** An image that models are shown some quadrants of: its number in the test set, or a drawing's gray levels [784] in hex. */
export const sheetImageSchema = z.union([
  whole(0, 9_999_999, 'Image'),
  z
    .string()
    .regex(new RegExp(`^[0-9a-f]{${2 * pixelCount}}$`), 'Expected a drawing’s gray levels.'),
]);
export type SheetImage = z.output<typeof sheetImageSchema>;
/** Models that draw whole images have no use for it. */
const completedSchema = sheetImageSchema.optional();

/**
 * Columns of labels, rows of latents: a row shares one latent across its labels. Models that are not told labels
 * have as many columns, and a latent of its own for each cell.
 */
const table = {
  labels: labelsSchema,
  count: countSchema,
  latents: sheetLatentsSchema,
  /** What models that complete images are shown: one a column, or one in all columns. */
  images: z.array(sheetImageSchema).min(1, 'Choose at least one image.').max(256).optional(),
  /** Whether each cell has a latent of its own under labels too. */
  isEachApart: z.boolean().optional(),
};

export const sheetContentSchema = z.discriminatedUnion('kind', [
  /** Digits x styles of one checkpoint. */
  z.strictObject({ kind: z.literal('digits'), model: sheetModelSchema, ...table }),
  /** A plane through the latent space at `latents` (one point), in two of its dimensions. */
  z.strictObject({
    kind: z.literal('manifold'),
    model: sheetModelSchema,
    label: labelSchema,
    /** Counted from 0: from left to right, and from bottom to top. */
    dimensions: z.tuple([dimensionSchema, dimensionSchema]),
    columns: whole(2, 200, 'Columns'),
    rows: whole(2, 200, 'Rows'),
    /** At even quantiles of the prior, or at even distances from -reach to reach. */
    spacing: z.enum(['quantiles', 'even']).default('quantiles'),
    reach: finite(0.1, 100, 'Reach').default(3),
    latents: sheetLatentsSchema,
    image: completedSchema,
  }),
  /** From each of `points` latents to the next; one row a label. */
  z.strictObject({
    kind: z.literal('walk'),
    model: sheetModelSchema,
    labels: labelsSchema,
    points: whole(2, 50, 'Points'),
    latents: sheetLatentsSchema,
    /** Cells from one point up to the next, without the next. */
    steps: whole(1, 100, 'Steps'),
    path: z.enum(['linear', 'spherical']).default('linear'),
    /** Whether it ends where it began. */
    closed: z.boolean().default(false),
    image: completedSchema,
  }),
  /**
   * Test images, and what each model makes of them: encoded, and decoded from the posterior's mean, or completed
   * from the mean of the prior that each image has.
   */
  z.strictObject({
    kind: z.literal('reconstructions'),
    models: z.array(sheetModelSchema).min(1, 'Choose at least one run.').max(20),
    /** Numbers in the test set, from 0. */
    images: z
      .array(whole(0, 9_999_999, 'Image'))
      .min(1, 'Choose at least one image.')
      .max(1000),
    /** Images side by side, before the next row of them begins. */
    columns: whole(1, 200, 'Columns'),
  }),
  /** The same digits at several checkpoints of one run: `count` rows for each. */
  z.strictObject({
    kind: z.literal('epochs'),
    models: z.array(sheetModelSchema).min(1, 'Choose at least one checkpoint.').max(mostRows),
    ...table,
  }),
  /** The same digits by several runs: `count` rows for each. */
  z.strictObject({
    kind: z.literal('runs'),
    models: z.array(sheetModelSchema).min(1, 'Choose at least one run.').max(mostRows),
    ...table,
  }),
  /** From one label to another under one latent (`latents`, one point): one row a pair. */
  z.strictObject({
    kind: z.literal('blends'),
    model: sheetModelSchema,
    pairs: z
      .array(z.tuple([labelSchema, labelSchema]))
      .min(1, 'Choose at least one pair.')
      .max(256),
    steps: stepsSchema,
    latents: sheetLatentsSchema,
  }),
  /** Each of some dimensions from `from` to `to`, all others staying at `latents` (one point): one row a dimension. */
  z.strictObject({
    kind: z.literal('traversal'),
    model: sheetModelSchema,
    label: labelSchema,
    dimensions: z.array(dimensionSchema).min(1, 'Choose at least one dimension.').max(256),
    from: finite(-100, 100, 'From').default(-3),
    to: finite(-100, 100, 'To').default(3),
    steps: stepsSchema,
    latents: sheetLatentsSchema,
    image: completedSchema,
  }),
]);

export type SheetContent = z.output<typeof sheetContentSchema>;
export type SheetKind = SheetContent['kind'];
export type SheetContentOf<K extends SheetKind> = Extract<SheetContent, { kind: K }>;
