import { z } from 'zod';
import { sheetRecipeSchema } from '../sheet-recipe';
import { sheetFormats, type WrittenSheet } from '../sheets/service';
import { channel, nothing } from './channel';

/** How a sheet is to be written. */
const fileChoice = {
  format: z.enum(sheetFormats),
  /** Whether the file is to hold the weights too, to be opened where the run is not. */
  carryModel: z.boolean(),
};

export const sheetChannels = {
  /** Asks where to, then writes the sheet. Null when the dialog was dismissed. One at a time. */
  'sheets.export': channel<WrittenSheet | null>().taking(
    z.strictObject({ recipe: sheetRecipeSchema, ...fileChoice }),
  ),
  /** Gives up what is being written: that call fails as `cancelled`. */
  'sheets.cancel': channel().taking(nothing),
} as const;

export interface SheetEvents {
  /** Of what is being written, 0 to 1. */
  'sheet-progress': { readonly share: number };
}
