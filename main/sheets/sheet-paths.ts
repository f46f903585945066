import { readFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { anySheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { sheetFormats, type SheetFormat } from '../../shared/sheets/service';
import { anyProvenanceSchema } from './provenance';

/**
 * By a path's ending.
 *
 * @throws WorkbenchError `invalid-input` for any other
 */
export function chosenFormat(path: string): SheetFormat {
  const format = formatOf(path);
  if (format !== null) return format;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: `${path} does not say what kind of file it is to be. Nothing was written.`,
    remedy: `Choose a name that ends in ${sheetFormats.map((each) => `.${each}`).join(', ')}.`,
  });
}

/**
 * `NAME.json` of `NAME.png`.
 *
 * @throws WorkbenchError `invalid-input` when the path does not end as the format does
 */
export function provenancePathOf(path: string, format: SheetFormat): string {
  const { dir, name } = parse(path);
  if (formatOf(path) === format) return join(dir, `${name}.json`);
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: `${path} does not end in .${format}. Nothing was written.`,
    remedy: `Choose a name that ends in .${format}.`,
  });
}

/**
 * A sheet called `package.png` must not cost anybody their `package.json`. The recipe that is being made may give
 * way to the provenance, which holds it.
 *
 * @throws WorkbenchError `conflict`
 */
export async function refuseForeignFile(path: string, recipe: SheetRecipe): Promise<void> {
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null || holdsNothingElse(text, recipe)) return;
  throw new WorkbenchError({
    kind: 'conflict',
    message: `${path}, where the sheet's recipe goes, holds something else. Nothing was written.`,
    remedy: 'Choose another name for the sheet, or move that file away.',
  });
}

function holdsNothingElse(text: string, recipe: SheetRecipe): boolean {
  try {
    const json: unknown = JSON.parse(text);
    if (anyProvenanceSchema.safeParse(json).success) return true;
    const { data } = anySheetRecipeSchema.safeParse(json);
    return data !== undefined && JSON.stringify(data) === JSON.stringify(recipe);
  } catch {
    return false;
  }
}

function formatOf(path: string): SheetFormat | null {
  const ending = parse(path).ext.slice(1).toLowerCase();
  return sheetFormats.find((format) => format === ending) ?? null;
}
