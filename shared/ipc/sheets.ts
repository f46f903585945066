import { z } from 'zod';
import { savedRecipeIdSchema, sheetIdSchema } from '../ids';
import { sheetRecipeSchema } from '../sheet-recipe';
import type { MadeSheet, SavedRecipe } from '../sheets/library';
import { sheetFormats, type VerifiedSheet, type WrittenSheet } from '../sheets/service';
import type { TextOutlines } from '../sheets/text-outlines';
import { textWeights } from '../sheets/text-width';
import { channel, nothing, someRuns } from './channel';

export const savedRecipeNameSchema = z
  .string()
  .trim()
  .min(1, 'Give the recipe a name.')
  .max(200, 'A name has at most 200 characters.');

/** Of files without their ending. */
export const sheetNamePatternSchema = z
  .string()
  .trim()
  .min(1, 'Give the files a name.')
  .max(200, 'A name has at most 200 characters.')
  .regex(/^[^/\\\0]*$/, 'A name cannot hold slashes.')
  .regex(/^[^.]/, 'A name cannot begin with a dot.');

/** How a sheet is to be written. */
const fileChoice = {
  format: z.enum(sheetFormats),
  /** Whether the file is to hold the weights too, to be opened where the run is not. */
  carryModel: z.boolean(),
};
/** A sheet that was read from a file. */
export interface OpenedSheet {
  /** Of the file. */
  readonly name: string;
  readonly sheet: VerifiedSheet;
}

const oneSheet = z.strictObject({ sheet: sheetIdSchema });
const oneSavedRecipe = z.strictObject({ saved: savedRecipeIdSchema });

export const sheetChannels = {
  /** Asks where to, then writes the sheet. Null when the dialog was dismissed. One at a time. */
  'sheets.export': channel<WrittenSheet | null>().taking(
    z.strictObject({ recipe: sheetRecipeSchema, ...fileChoice }),
  ),
  /**
   * Asks for a folder, then writes the same sheet of each of these runs, named after `pattern`. Whatever stops it tells
   * how many were written.
   */
  'sheets.exportEach': channel<{ readonly folder: string; readonly count: number } | null>().taking(
    z.strictObject({
      recipe: sheetRecipeSchema,
      runs: someRuns.shape.runs,
      pattern: sheetNamePatternSchema,
      /** The run's checkpoint that it is of. */
      which: z.enum(['best', 'last']),
      ...fileChoice,
    }),
  ),
  /** The texts of a sheet as they will be in a file. */
  'sheets.outlines': channel<TextOutlines>().taking(
    z.strictObject({
      texts: z
        .array(z.strictObject({ text: z.string().max(4000), weight: z.enum(textWeights) }))
        .max(10_000),
    }),
  ),
  /** Gives up what is being written or verified: that call fails as `cancelled`. */
  'sheets.cancel': channel().taking(nothing),

  /** Reads a sheet's file, PNG, SVG, PDF or JSON, and makes it again. */
  'sheets.verify': channel<OpenedSheet>().taking(
    z.strictObject({ name: z.string().max(1000), bytes: z.instanceof(Uint8Array<ArrayBuffer>) }),
  ),
  /** The same for a file that is asked for; null when the dialog was dismissed. */
  'sheets.choose': channel<OpenedSheet | null>().taking(nothing),
  /** The same for the file that the workbench was started with, or started again with; null when there is none. */
  'sheets.verifyArrived': channel<OpenedSheet | null>().taking(nothing),

  /** A page of those that were made before `before`, or of all; newest first. */
  'sheets.made': channel<{
    readonly sheets: readonly MadeSheet[];
    readonly more: boolean;
  }>().taking(z.strictObject({ before: sheetIdSchema.nullable() })),
  'sheets.showInFolder': channel().taking(oneSheet),
  /** Takes a sheet off the list; its file stays. */
  'sheets.remove': channel().taking(oneSheet),
  'sheets.restore': channel().taking(oneSheet),

  /** By name. */
  'sheets.recipes': channel<readonly SavedRecipe[]>().taking(nothing),
  'sheets.keepRecipe': channel<SavedRecipe>().taking(
    z.strictObject({ name: savedRecipeNameSchema, recipe: sheetRecipeSchema }),
  ),
  'sheets.renameRecipe': channel().taking(oneSavedRecipe.extend({ name: savedRecipeNameSchema })),
  'sheets.forgetRecipe': channel().taking(oneSavedRecipe),
  'sheets.recallRecipe': channel().taking(oneSavedRecipe),
} as const;

export interface SheetEvents {
  /** Of what is being written or verified, 0 to 1. */
  'sheet-progress': { readonly share: number };
  /** A file is there to be opened by `sheets.verifyArrived`. */
  'sheet-arrived': null;
  /** The sheets that were made, or the recipes that were kept, are others than before. */
  'sheets-changed': null;
}
