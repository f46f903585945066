import { z } from 'zod';
import { WorkbenchError } from '../../shared/errors';
import {
  anySheetRecipeSchema,
  sheetRecipeSchema,
  type SheetRecipe,
} from '../../shared/sheet-recipe';
import { readRegularFile } from '../files/read-regular-file';
import { anyProvenanceSchema } from './provenance';
import { mostProvenanceBytes, tooLarge } from './reading/refusals';

/** Of what is said to be wrong with a recipe. */
const mostLines = 8;
const mostInLine = 120;

const versionSchema = z.object({ version: z.number() });

/**
 * The recipe in a JSON file, as `recipeFromText` has it.
 *
 * @throws WorkbenchError `invalid-input`
 */
export async function recipeFromFile(path: string): Promise<SheetRecipe> {
  const bytes = await readRegularFile(path, mostProvenanceBytes, tooLarge).catch(
    (thrown: unknown) => {
      if (thrown instanceof WorkbenchError) throw thrown;
      throw new WorkbenchError(
        { kind: 'invalid-input', message: `There is no recipe ${path} that can be read.` },
        { cause: thrown },
      );
    },
  );
  return recipeFromText(bytes.toString('utf8'), path);
}

/**
 * The recipe in a JSON text: a recipe by itself, or in the provenance of a sheet.
 *
 * @param source what the text came from, for messages
 * @throws WorkbenchError `invalid-input`
 */
export function recipeFromText(text: string, source: string): SheetRecipe {
  return recipeFromJson(parsed(text, source), source);
}

/** The recipe in what was parsed, as `recipeFromText` has it. */
export function recipeFromJson(json: unknown, source: string): SheetRecipe {
  const provenance = anyProvenanceSchema.safeParse(json);
  if (provenance.success) return provenance.data.recipe;
  const recipe = anySheetRecipeSchema.safeParse(json);
  if (recipe.success) return recipe.data;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: `${source} holds no recipe of a sheet that this version knows.`,
    remedy: remedyFor(json),
  });
}

function parsed(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WorkbenchError(
      { kind: 'invalid-input', message: `${source} is not JSON.` },
      { cause },
    );
  }
}

function remedyFor(json: unknown): string {
  const versioned = versionSchema.safeParse(json);
  if (versioned.success && versioned.data.version > 2) {
    return 'It was made by a newer version of CVAE Workbench: open it with that one.';
  }
  const { error } = sheetRecipeSchema.safeParse(json);
  return error === undefined ? '' : shortened(z.prettifyError(error));
}

/** The beginning of a text: files of others have any number of things wrong with them, and names of any length. */
function shortened(text: string): string {
  const lines = text.split('\n').slice(0, mostLines);
  return lines
    .map((line) => (line.length <= mostInLine ? line : `${line.slice(0, mostInLine)}…`))
    .join('\n');
}
