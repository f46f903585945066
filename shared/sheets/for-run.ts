import { WorkbenchError } from '../errors';
import type { CheckpointSummary, RunSummary } from '../runs';
import type { SheetRecipe } from '../sheet-recipe';
import type { SheetContent } from './content-schemas';
import { sheetModel } from './model-schema';

type Run = Pick<RunSummary, 'id' | 'name' | 'colour'>;

/**
 * The same sheet of another run: of one of its checkpoints or, where the recipe shows the epochs of a run, of all.
 *
 * @throws WorkbenchError `invalid-input` for a sheet that shows several runs
 */
export function recipeForRun(
  recipe: SheetRecipe,
  run: Run,
  checkpoint: CheckpointSummary,
  checkpoints: readonly CheckpointSummary[],
): SheetRecipe {
  return { ...recipe, content: contentForRun(recipe.content, run, checkpoint, checkpoints) };
}

function contentForRun(
  content: SheetContent,
  run: Run,
  checkpoint: CheckpointSummary,
  checkpoints: readonly CheckpointSummary[],
): SheetContent {
  switch (content.kind) {
    case 'runs':
      throw new WorkbenchError({
        kind: 'invalid-input',
        message: 'A sheet of several runs cannot be made for each run by itself.',
        remedy: 'Take a recipe of one run.',
      });
    case 'epochs': {
      const ends = checkpoints.filter(({ step }) => step === 0);
      return { ...content, models: ends.map((each) => sheetModel(run, each)) };
    }
    case 'reconstructions':
      return { ...content, models: [sheetModel(run, checkpoint)] };
    default:
      return { ...content, model: sheetModel(run, checkpoint) };
  }
}

/** What a file's name may hold in braces. */
const nameFields = ['name', 'epoch', 'number', 'run'] as const;

/** UTF-8 of a file's name that file systems take, less one: a sheet's `NAME.json` is longer by one than the sheet. */
const mostNameBytes = 254;
/** Letters of a run's name that are worth reading in a file's. */
const mostLetters = 80;

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' });
const lettersOf = (text: string): readonly string[] =>
  Array.from(letters.segment(text), ({ segment }) => segment);

function utf8Length(text: string): number {
  const bytesOf = (code: number) =>
    1 + [0x80, 0x800, 0x10000].filter((from) => code >= from).length;
  const bytes = Array.from(text, (letter) => bytesOf(letter.codePointAt(0)!));
  return bytes.reduce((sum, each) => sum + each, 0);
}

/** Names that mean devices on Windows, whatever their ending: a disk may be carried there. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** A run's name as part of a file's name, in any script, without what some file system does not take. */
function fileNamePart(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(
      /[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Join_Control}\p{Variation_Selector}._-]+/gu,
      '-',
    )
    .replace(/^[-.]+|[-.]+$/g, '');
  const short = lettersOf(plain).slice(0, mostLetters).join('');
  if (short === '') return 'run';
  return deviceName.test(short) ? `run-${short}` : short;
}

/**
 * A file's name that holds a run's, of which as many letters are left out as it must be to be short enough.
 *
 * @param write the file's name, given the part
 * @throws WorkbenchError `invalid-input` when it is too long without the run's name
 */
export function fileNameWith(name: string, write: (part: string) => string): string {
  const part = lettersOf(fileNamePart(name));
  for (let length = part.length; length > 0; length--) {
    const written = write(part.slice(0, length).join(''));
    if (utf8Length(written) <= mostNameBytes) return written;
  }
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The name of the files is longer than file systems take. Nothing was written.',
    remedy: 'Choose a shorter name.',
  });
}

/**
 * A file's name from a pattern such as `{name}-{epoch}.png`; `number` counts the sheets from 1.
 *
 * @throws WorkbenchError `invalid-input` for other words in braces, and of `fileNameWith`
 */
export function fileNameFromPattern(
  pattern: string,
  run: Run,
  { epoch }: Pick<CheckpointSummary, 'epoch'>,
  number: number,
): string {
  return fileNameWith(run.name, (name) => {
    const values = {
      name,
      epoch: String(epoch),
      number: String(number),
      run: run.id,
    } satisfies Record<(typeof nameFields)[number], string>;
    return pattern.replace(/\{([^{}]*)\}/g, (_, field: string) => {
      const known = nameFields.find((each) => each === field);
      if (known !== undefined) return values[known];
      throw new WorkbenchError({
        kind: 'invalid-input',
        message: `A name cannot hold “{${field}}”. Nothing was written.`,
        remedy: `In braces it may hold ${nameFields.join(', ')}.`,
      });
    });
  });
}
