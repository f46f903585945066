import { z } from 'zod';
import { firstRecipeSchema } from '../sheets/first-version';
import { channel } from './channel';

export const sheetChannels = {
  /** Asks where to, then writes the sheet. Null when the dialog was dismissed. */
  'sheets.export': channel<{ readonly path: string } | null>().taking(
    z.strictObject({ recipe: firstRecipeSchema }),
  ),
} as const;
