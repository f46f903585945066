import { z } from 'zod';
import { sheetContentSchema } from './sheets/content-schemas';
import { upgradeFirstVersion, firstRecipeSchema } from './sheets/first-version';
import { freshStyle, sheetStyleSchema } from './sheets/style-schema';

/**
 * A recipe holds all that is needed to make the same sheet again, pixel for pixel: what is on it, of which
 * checkpoints, and how it looks. Names and texts stand in it as they are printed, so that renaming a run changes
 * no sheet. `style` may be left out, or hold only what differs from the defaults.
 */
export const sheetRecipeSchema = z.strictObject({
  version: z.literal(2),
  content: sheetContentSchema,
  style: sheetStyleSchema.prefault({}),
});

/** A recipe, all defaults filled in. */
export type SheetRecipe = z.output<typeof sheetRecipeSchema>;
/** What a person or a view may give. */
export type SheetRecipeInput = z.input<typeof sheetRecipeSchema>;

/** A recipe that has its content alone, as far as it is known to be one: it looks as a sheet begins. */
export const freshRecipe = <Content>(content: Content) => ({
  version: 2 as const,
  content,
  style: freshStyle,
});

/** A recipe of this version, or one of version 1, which becomes the same sheet in this version. */
export const anySheetRecipeSchema = z.union([
  sheetRecipeSchema,
  firstRecipeSchema.transform((recipe) => sheetRecipeSchema.parse(upgradeFirstVersion(recipe))),
]);
