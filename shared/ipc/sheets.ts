import { z } from 'zod';
import { sheetRecipeSchema } from '../sheet-recipe';
import { channel } from './channel';

export const sheetChannels = {
  /** Asks where to, then writes the sheet. Null when the dialog was dismissed. */
  'sheets.export': channel<{ readonly path: string } | null>().taking(
    z.strictObject({ recipe: sheetRecipeSchema }),
  ),
} as const;
