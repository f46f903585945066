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
export const nameFields = ['name', 'epoch', 'number', 'run'] as const;

/** A run's name as part of a file's name. */
export function fileNamePart(name: string): string {
  const plain = name
    .replace(/[^\p{L}\p{N}._-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  return plain === '' ? 'run' : plain;
}

/**
 * A path from a pattern such as `sheets/{name}-{epoch}.png`; `number` counts the sheets from 1.
 *
 * @throws WorkbenchError `invalid-input` for other words in braces
 */
export function pathFromPattern(
  pattern: string,
  { id, name }: Run,
  { epoch }: Pick<CheckpointSummary, 'epoch'>,
  number: number,
): string {
  const values = {
    name: fileNamePart(name),
    epoch: String(epoch),
    number: String(number),
    run: id,
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
}
