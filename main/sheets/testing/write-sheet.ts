import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import type { SheetRecipe } from '../../../shared/sheet-recipe';
import type { SheetFormat } from '../../../shared/sheets/service';
import { serviceOfTests, storedModel, type Setting } from './sheet-service';

export const model = storedModel();

/** Six digits of a stored model. */
export const digits = {
  kind: 'digits' as const,
  model,
  labels: [0, 7, 9],
  count: 2,
  latents: { seed: 5 },
};

/** Writes `sheet.FORMAT` into a folder. */
export async function writeSheet(
  folder: string,
  recipe: SheetRecipe,
  format: SheetFormat = 'png',
  { carryModel = false, ...setting }: Setting & { readonly carryModel?: boolean } = {},
) {
  const { service, made } = serviceOfTests(setting);
  const path = join(folder, `sheet.${format}`);
  const sheet = await service.write({ recipe, format, path, carryModel });
  return { sheet, made, path, bytes: readFileSync(path), service };
}

/** A PNG by an independent decoder, which checks all of it: 4 bytes a pixel. */
export const decoded = (png: Buffer) => PNG.sync.read(png, { checkCRC: true });
