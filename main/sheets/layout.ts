import { WorkbenchError } from '../../shared/errors';
import type { FirstSheetRecipe } from '../../shared/sheets/first-version';

/** Width and height of a cell before it is enlarged. */
export const cellSize = 28;

/** Beyond a gigapixel no common viewer opens the file. */
const maxPixels = 2 ** 30;

/** Where things are on a sheet; `width` and `height` are pixels of the finished image. */
export interface SheetLayout {
  readonly rows: number;
  readonly columns: number;
  readonly scale: number;
  readonly width: number;
  readonly height: number;
}

/** Cells side by side without gaps. Refuses what would be too large to open. */
export function sheetLayout(
  recipe: Pick<FirstSheetRecipe, 'labels' | 'count' | 'scale'>,
): SheetLayout {
  const { scale, count: rows } = recipe;
  const columns = recipe.labels.length;
  const width = columns * cellSize * scale;
  const height = rows * cellSize * scale;
  if (width * height > maxPixels) {
    const size = `${width.toLocaleString('en')} x ${height.toLocaleString('en')}`;
    throw new WorkbenchError({
      kind: 'invalid-input',
      message: `The sheet would have ${size} pixels, more than image viewers can open. Nothing was written.`,
      remedy: 'Choose a smaller scale, or fewer digits.',
    });
  }
  return { rows, columns, scale, width, height };
}
