import type { SheetRecipe } from '../../shared/sheet-recipe';
import type { SheetContentOf, SheetLatents } from '../../shared/sheets/content-schemas';
import type { SheetModel } from '../../shared/sheets/model-schema';
import { oneImageFields, tableImageFields } from './completed-images';
import { writeNumbers } from './number-list';
import { styleForm, type ModelChoice, type SheetForm } from './sheet-form';

/** The form that describes a recipe; what its kind does not use stays as it is in `form`. */
export function formOfRecipe({ content, style }: SheetRecipe, form: SheetForm): SheetForm {
  return {
    ...form,
    kind: content.kind,
    ...contentFields(content),
    style: styleForm(style),
  };
}

function contentFields(content: SheetRecipe['content']): Partial<SheetForm> {
  switch (content.kind) {
    case 'digits':
      return { models: [choiceOf(content.model)], ...tableFields(content) };
    case 'runs':
      return { models: content.models.map(choiceOf), ...tableFields(content) };
    case 'epochs':
      return {
        models: content.models.slice(0, 1).map(choiceOf),
        epochs: content.models,
        ...tableFields(content),
      };
    case 'manifold':
      return {
        models: [choiceOf(content.model)],
        label: String(content.label),
        plane: [String(content.dimensions[0]), String(content.dimensions[1])],
        across: String(content.columns),
        down: String(content.rows),
        spacing: content.spacing,
        reach: String(content.reach),
        ...oneImageFields(content.image),
        ...originFields(content.latents),
      };
    case 'walk':
      return {
        models: [choiceOf(content.model)],
        labels: content.labels,
        points: String(content.points),
        walkSteps: String(content.steps),
        path: content.path,
        closed: content.closed,
        ...oneImageFields(content.image),
        ...latentFields(content.latents),
      };
    case 'reconstructions':
      return {
        models: content.models.map(choiceOf),
        images: writeNumbers(content.images),
        imageColumns: String(content.columns),
      };
    case 'blends':
      return {
        models: [choiceOf(content.model)],
        pairs: content.pairs.map(([from, to]) => [String(from), String(to)]),
        steps: String(content.steps),
        ...originFields(content.latents),
      };
    case 'traversal':
      return {
        models: [choiceOf(content.model)],
        label: String(content.label),
        dimensions: writeNumbers(content.dimensions.map((dimension) => dimension + 1)),
        from: String(content.from),
        to: String(content.to),
        steps: String(content.steps),
        ...oneImageFields(content.image),
        ...originFields(content.latents),
      };
  }
}

const choiceOf = (given: SheetModel): ModelChoice => ({
  run: given.run,
  which: given.checkpoint,
  given,
});

function tableFields(table: SheetContentOf<'digits' | 'epochs' | 'runs'>): Partial<SheetForm> {
  return {
    labels: table.labels,
    columns: String(table.labels.length),
    count: String(table.count),
    isEachApart: table.isEachApart ?? false,
    ...tableImageFields(table.images),
    ...latentFields(table.latents),
  };
}

/** Of a kind that changes a single latent: its origin has a name of its own. */
function originFields(latents: SheetLatents): Partial<SheetForm> {
  const isZero = 'values' in latents && latents.values.flat().every((value) => value === 0);
  return isZero ? { latents: 'zero' } : latentFields(latents);
}

function latentFields(latents: SheetLatents): Partial<SheetForm> {
  if ('seed' in latents) return { latents: 'seed', seed: String(latents.seed) };
  return { latents: 'given', values: latents.values };
}
