import { bestCheckpoint } from '../../shared/checkpoints';
import { WorkbenchError } from '../../shared/errors';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import { pathFromPattern, recipeForRun } from '../../shared/sheets/for-run';

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
 * @param pattern of the paths, with words in braces, see `pathFromPattern`
 * @throws WorkbenchError `invalid-input` for paths that are the same, and of `pathFromPattern` and `recipeForRun`
 */
export function ordersForRuns(
  recipe: SheetRecipe,
  pattern: string,
  chosen: readonly ChosenRun[],
): readonly RunOrder[] {
  const orders = chosen.map(({ run, checkpoint }, index) => ({
    recipe: recipeForRun(recipe, run, checkpoint, run.checkpoints),
    path: pathFromPattern(pattern, run, checkpoint, index + 1),
  }));
  const paths = orders.map(({ path }) => path);
  const twice = paths.find((path, index) => paths.indexOf(path) < index);
  if (twice === undefined) return orders;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: `Several sheets would be written to ${twice}. Nothing was written.`,
    remedy: 'Put {number} or {run} into the name, such as {number}-{name}.',
  });
}
