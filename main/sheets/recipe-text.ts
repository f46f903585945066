import { printParseErrorCode, visit, type ParseErrorCode } from 'jsonc-parser';
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

/** What is wrong where JSON ends to be JSON, by the reader's name for it; others are of single characters. */
const expectations: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing brace is missing',
  CloseBracketExpected: 'a closing bracket is missing',
  EndOfFileExpected: 'something follows after the end',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfString: 'a closing quote is missing',
};

/**
 * The recipe in a JSON file: by itself, or in the provenance of a sheet.
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
  return recipeFromJson(parseJson(decodeText(bytes), path), path);
}

/**
 * The text of a file, as editors save it: UTF-8, or UTF-16 behind its byte-order mark. Without that mark.
 *
 * @see https://encoding.spec.whatwg.org/#bom-sniff
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const isBigEndian = first === 0xfe && second === 0xff;
  const encoding = isBigEndian
    ? 'utf-16be'
    : first === 0xff && second === 0xfe
      ? 'utf-16le'
      : 'utf-8';
  return new TextDecoder(encoding).decode(bytes);
}

/**
 * What a JSON text of somebody's holds.
 *
 * @param source what the text came from, for messages
 * @throws WorkbenchError `invalid-input` that tells line and column
 */
export function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WorkbenchError(
      {
        kind: 'invalid-input',
        message: `${source} is not valid JSON${whereNot(text)}.`,
        remedy: 'Correct the file there, or take the JSON beside a sheet.',
      },
      { cause },
    );
  }
}

/** Where a text stops being JSON, and why; empty where it is nested too deeply to tell. */
function whereNot(text: string): string {
  let found = '';
  const onError = (
    error: ParseErrorCode,
    _at: number,
    _length: number,
    line: number,
    column: number,
  ) => {
    const why = expectations[printParseErrorCode(error)] ?? 'this cannot stand here';
    if (found === '') found = `: line ${line + 1}, column ${column + 1}: ${why}`;
  };
  try {
    visit(text, { onError }, { disallowComments: true });
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  return found;
}

/**
 * The recipe in what was parsed: by itself, or in the provenance of a sheet.
 *
 * @param source what it came from, for messages
 * @throws WorkbenchError `invalid-input`
 */
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
