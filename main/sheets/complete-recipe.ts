import { WorkbenchError } from '../../shared/errors';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import type { SheetContent } from '../../shared/sheets/content-schemas';
import type { SheetModel } from '../../shared/sheets/model-schema';
import type { SheetModels } from './sheet-models';

/**
 * The recipe with the SHA-256 of each of its checkpoints, and when they were, where version 1 did not record it.
 *
 * @throws WorkbenchError `not-found` for a checkpoint that is not here, `invalid-input` for one of another run
 */
export function completeRecipe(recipe: SheetRecipe, models: SheetModels): SheetRecipe {
  const complete = (model: SheetModel): SheetModel => {
    const { sha256, place, run } = models.get(model);
    if (run !== null && run !== model.run) throw ofAnotherRun();
    return model.sha256 === null ? { ...model, ...place, sha256 } : model;
  };
  return { ...recipe, content: withModels(recipe.content, complete) };
}

/** What is on a sheet, with each checkpoint changed. */
export function withModels(
  content: SheetContent,
  change: (model: SheetModel) => SheetModel,
): SheetContent {
  return 'models' in content
    ? { ...content, models: content.models.map(change) }
    : { ...content, model: change(content.model) };
}

function ofAnotherRun(): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: 'The recipe names a checkpoint of another run. Nothing was written.',
    remedy: 'Choose run and checkpoint again.',
  });
}
