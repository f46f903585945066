import type { SheetRecipe } from '../../../shared/sheet-recipe';
import type { SheetService } from '../../sheets/sheet-service';

/**
 * Makes the sheet in a PNG again and compares every pixel; then writes it as SVG and PDF with its model inside, and
 * does the same with those. Throws where one does not match.
 *
 * @param path of the PNG
 */
export async function verifySheets(sheets: SheetService, path: string) {
  const recipe = await matching(sheets, path);
  const svgBytes = await written(sheets, recipe, path, 'svg');
  const pdfBytes = await written(sheets, recipe, path, 'pdf');
  return { svgBytes, pdfBytes };
}

async function matching(sheets: SheetService, path: string): Promise<SheetRecipe> {
  const { recipe, check } = await sheets.verify(path);
  if (check.kind !== 'matches') throw new Error(`${path}: ${JSON.stringify(check)}`);
  return recipe;
}

async function written(
  sheets: SheetService,
  recipe: SheetRecipe,
  png: string,
  format: 'svg' | 'pdf',
): Promise<number> {
  const path = png.replace(/\.png$/, `.${format}`);
  const { bytes } = await sheets.write({ recipe, format, path, carryModel: true });
  await matching(sheets, path);
  return bytes;
}
