import { basename, dirname, join } from 'node:path';
import { bestCheckpoint } from '../../shared/checkpoints';
import { WorkbenchError } from '../../shared/errors';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import { fileNameFromPattern, recipeForRun } from '../../shared/sheets/for-run';

export interface RunOrder {
  readonly recipe: SheetRecipe;
  readonly path: string;
}

interface ChosenRun {
  readonly run: RunDetail;
  readonly checkpoint: CheckpointSummary;
}

/**
 * A run's best or last checkpoint; the last, too, where none is the best yet.
 *
 * @throws WorkbenchError `not-found`
 */
export function chosenCheckpoint(run: RunDetail, which: 'best' | 'last'): ChosenRun {
  const last = run.checkpoints.at(-1);
  const checkpoint = which === 'last' ? last : (bestCheckpoint(run.checkpoints) ?? last);
  if (checkpoint !== undefined) return { run, checkpoint };
  throw new WorkbenchError({
    kind: 'not-found',
    message: `“${run.name}” has no checkpoint yet. Nothing was written.`,
    remedy: 'Take it off the list, or wait until its first epoch has ended.',
  });
}

/**
 * The same sheet of each of several runs, each with a path of its own.
 *
 * @param pattern a path whose last part, the file's name, holds words in braces, see `fileNameFromPattern`
 * @throws WorkbenchError `invalid-input` for paths that are the same, also on a disk that takes upper and lower case for
 * the same, and of `fileNameFromPattern` and `recipeForRun`
 */
export function ordersForRuns(
  recipe: SheetRecipe,
  pattern: string,
  chosen: readonly ChosenRun[],
): readonly RunOrder[] {
  const orders = chosen.map(({ run, checkpoint }, index) => ({
    recipe: recipeForRun(recipe, run, checkpoint, run.checkpoints),
    path: join(
      dirname(pattern),
      fileNameFromPattern(basename(pattern), run, checkpoint, index + 1),
    ),
  }));
  const paths = new Set<string>();
  const twice = orders.find(({ path }) => {
    const before = paths.size;
    return paths.add(path.normalize('NFC').toLowerCase()).size === before;
  });
  if (twice === undefined) return orders;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: `Several sheets would be written to ${twice.path}. Nothing was written.`,
    remedy: 'Put {number} or {run} into the name, such as {number}-{name}.',
  });
}
