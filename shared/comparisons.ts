import { z } from 'zod';
import { runIdSchema, type RunId } from './ids';

/** Runs side by side: what is compared, and how it was looked at. */

/** More runs than these would leave none of them room. */
export const mostCompared = 6;

/**
 * What is the same in all runs, so that they can be compared: latents and labels, test images and their
 * reconstructions, or the digits of each epoch's snapshot.
 */
export const anchors = ['latents', 'images', 'snapshots'] as const;
export type Anchor = (typeof anchors)[number];

export const comparisonIdSchema = z.uuid().brand<'ComparisonId'>();
export type ComparisonId = z.infer<typeof comparisonIdSchema>;

export const comparisonNameSchema = z
  .string()
  .trim()
  .min(1, 'Give the comparison a name.')
  .max(200, 'A name has at most 200 characters.');

/** What is told of the runs. */
export const panels = ['digits', 'curves', 'table'] as const;
export type Panel = (typeof panels)[number];

/** How tiles are shown: run beside run, or two of them in one place. */
export const layouts = ['columns', 'blink', 'difference'] as const;
export type Layout = (typeof layouts)[number];

/** What curves of several runs are drawn over. */
export const axes = ['epochs', 'steps', 'seconds'] as const;
export type Axis = (typeof axes)[number];

/** CSS pixels to a pixel of a tile. */
export const zooms = [1, 2, 3, 4, 6, 8] as const;

export const mostColumns = 12;

/** Not zod's own `readonly()`: it freezes what it is given, which throws for views of buffers. */
const labelsSchema: z.ZodType<readonly number[], readonly number[]> = z
  .array(z.int().min(0).max(255))
  .max(256)
  .refine(hasNoRepeats, 'A label is shown at most once.');
const pairSchema: z.ZodType<readonly [RunId, RunId], readonly [string, string]> = z.tuple([
  runIdSchema,
  runIdSchema,
]);
const runsSchema: z.ZodType<readonly RunId[], readonly string[]> = z
  .array(runIdSchema)
  .min(2, 'A comparison has at least two runs.')
  .max(mostCompared, `A comparison has at most ${mostCompared} runs.`)
  .refine(hasNoRepeats, 'A comparison has each run at most once.');

/** How runs are looked at, whichever they are. */
export const looksSchema = z.strictObject({
  panel: z.enum(panels),
  anchor: z.enum(anchors),
  /** Of the latents, or of the choice of test images. */
  seed: z.int().min(0).max(2_147_483_647),
  /** Null is the newest. */
  epoch: z.int().min(0).nullable(),
  /** Rows of tiles; those that a dataset does not have are passed over. */
  labels: labelsSchema,
  /** Tiles of each label; null leaves it to the number of runs. */
  columns: z.int().min(1).max(mostColumns).nullable(),
  /** Whether a latent is the same under all labels, or each tile has one of its own. */
  sharesLatents: z.boolean(),
  /** Whether test images are chosen label by label. */
  byLabel: z.boolean(),
  layout: z.enum(layouts),
  /** The runs that are shown in one place; null for the first two. */
  pair: pairSchema.nullable(),
  /** Null is as large as fits. */
  zoom: z.literal(zooms).nullable(),
  /** Of the curves: what they are drawn over, how losses are laid out, and the part that is shown; null for all. */
  axis: z.enum(axes),
  scale: z.enum(['fit', 'full', 'log']),
  stretch: z.strictObject({ from: z.number(), to: z.number() }).nullable(),
  /** Whether settings are told that are the same in all runs. */
  showsAllSettings: z.boolean(),
});
export type Looks = Readonly<z.output<typeof looksSchema>>;

export const usualLooks: Looks = {
  panel: 'digits',
  anchor: 'latents',
  seed: 1,
  epoch: null,
  labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  columns: null,
  sharesLatents: true,
  byLabel: true,
  layout: 'columns',
  pair: null,
  zoom: null,
  axis: 'epochs',
  scale: 'fit',
  stretch: null,
  showsAllSettings: false,
};

export const comparedSchema = looksSchema.extend({
  /** From left to right. */
  runs: runsSchema,
});
export type Compared = Readonly<z.output<typeof comparedSchema>>;

/** A comparison that was given a name. Runs that were removed since are still named in it. */
export interface Comparison {
  readonly id: ComparisonId;
  readonly name: string;
  readonly compared: Compared;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

function hasNoRepeats(values: readonly unknown[]): boolean {
  return new Set(values).size === values.length;
}
