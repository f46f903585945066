import { z } from 'zod';
import { runIdSchema } from './ids';

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

export const comparedSchema = z.strictObject({
  /** From left to right. */
  runs: z
    .array(runIdSchema)
    .min(2, 'A comparison has at least two runs.')
    .max(mostCompared, `A comparison has at most ${mostCompared} runs.`),
  anchor: z.enum(anchors),
  /** Of the latents, or of the choice of test images. */
  seed: z.int().min(0).max(2_147_483_647),
  /** Null is the newest. */
  epoch: z.int().min(0).nullable(),
});
export type Compared = Readonly<z.output<typeof comparedSchema>>;

/** A comparison that was given a name. Runs that were removed since are still named in it. */
export const comparisonSchema = z.strictObject({
  id: comparisonIdSchema,
  name: comparisonNameSchema,
  compared: comparedSchema,
  /** Milliseconds since 1970. */
  createdAt: z.int().min(0),
});
export type Comparison = Readonly<z.output<typeof comparisonSchema>>;
