import { join, parse } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { anySheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { sheetFormats, type SheetFormat } from '../../shared/sheets/service';
import { readRegularFile } from '../files/read-regular-file';
import { anyProvenanceSchema } from './provenance';
import { decodeText } from './recipe-text';
import { mostProvenanceBytes, tooLarge } from './reading/refusals';

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
  if (await holdsNothingElse(path, recipe)) return;
  throw new WorkbenchError({
    kind: 'conflict',
    message: `${path}, where the sheet's recipe goes, holds something else. Nothing was written.`,
    remedy: 'Choose another name for the sheet, or move that file away.',
  });
}

async function holdsNothingElse(path: string, recipe: SheetRecipe): Promise<boolean> {
  try {
    const bytes = await readRegularFile(path, mostProvenanceBytes, tooLarge);
    const json: unknown = JSON.parse(decodeText(bytes));
    if (anyProvenanceSchema.safeParse(json).success) return true;
    const { data } = anySheetRecipeSchema.safeParse(json);
    return data !== undefined && JSON.stringify(data) === JSON.stringify(recipe);
  } catch (thrown) {
    // What the name itself cannot be is told when it is written.
    return ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'].includes(codeOf(thrown));
  }
}

const codeOf = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? '';

function formatOf(path: string): SheetFormat | null {
  const ending = parse(path).ext.slice(1).toLowerCase();
  return sheetFormats.find((format) => format === ending) ?? null;
}
