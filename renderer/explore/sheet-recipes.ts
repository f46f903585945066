import type { Path } from '../../shared/latent-paths';
import type { SheetImage, SheetLatents } from '../../shared/sheets/content-schemas';
import type { SheetModel } from '../../shared/sheets/model-schema';
import {
  freshRecipe,
  sheetRecipeSchema,
  type SheetRecipe,
  type SheetRecipeInput,
} from '../../shared/sheet-recipe';
import type { ExploredModel } from './model';
import type { Axes } from './plane';

/** Sheets of what is seen while exploring. */

/** Rows of a sheet of draws; test images on a sheet of reconstructions. */
const rows = 10;
/** Columns of a sheet of draws by a model that is told no labels. */
const plainColumns = 10;
const traversalSteps = 13;

const recipeOf = (content: SheetRecipeInput['content']): SheetRecipe =>
  sheetRecipeSchema.parse(freshRecipe(content));

const valuesOf = (...latents: readonly Float32Array[]): SheetLatents => ({
  values: latents.map((latent) => [...latent]),
});

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Every label in one hand. */
export function handSheet(
  model: SheetModel,
  labels: readonly number[],
  latent: Float32Array,
): SheetRecipe {
  return recipeOf({
    kind: 'digits',
    model,
    labels: [...labels],
    count: 1,
    latents: valuesOf(latent),
  });
}

/** The first draws of a seed: with every label, or as they are by a model that is told none; or of one image's rest. */
export function samplesSheet(
  model: SheetModel,
  told: Pick<ExploredModel, 'isToldLabels' | 'labels'>,
  seed: number,
  image?: SheetImage,
): SheetRecipe {
  const labels = told.isToldLabels ? [...told.labels] : upTo(plainColumns);
  const images = image === undefined ? undefined : [image];
  return recipeOf({ kind: 'digits', model, labels, count: rows, latents: { seed }, images });
}

/** Test image `index` and those after it, around the end, each completed by draws of a seed. */
export function completionsSheet(
  model: SheetModel,
  { index, total }: { readonly index: number; readonly total: number },
  seed: number,
): SheetRecipe {
  const images = imagesFrom(index, total);
  const labels = upTo(images.length);
  return recipeOf({ kind: 'digits', model, labels, images, count: rows, latents: { seed } });
}

/** Each latent dimension in a row, all others staying as they are. */
export function traversalSheet(
  model: SheetModel,
  label: number,
  latent: Float32Array,
  image?: SheetImage,
): SheetRecipe {
  return recipeOf({
    kind: 'traversal',
    model,
    label,
    image,
    dimensions: upTo(latent.length),
    steps: traversalSteps,
    latents: valuesOf(latent),
  });
}

/** The plane through `latent`, of so many cells along each side; the line of a model with a single dimension. */
export function manifoldSheet(
  model: SheetModel,
  { label, image }: { readonly label: number; readonly image?: SheetImage | undefined },
  plane: { readonly latent: Float32Array; readonly axes: Axes; readonly cells: number },
): SheetRecipe {
  const { latent, cells } = plane;
  const { across, up } = plane.axes;
  if (up === null) return traversalSheet(model, label, latent, image);
  return recipeOf({
    kind: 'manifold',
    model,
    label,
    image,
    dimensions: [across, up],
    columns: cells,
    rows: cells,
    latents: valuesOf(latent),
  });
}

/** The way from a to b in `steps` cells, both ends included. */
export function walkSheet(
  model: SheetModel,
  label: number,
  way: {
    readonly a: Float32Array;
    readonly b: Float32Array;
    readonly steps: number;
    readonly path: Path;
  },
  image?: SheetImage,
): SheetRecipe {
  const { a, b, steps, path } = way;
  return recipeOf({
    kind: 'walk',
    model,
    labels: [label],
    points: 2,
    steps: steps - 1,
    path,
    image,
    latents: valuesOf(a, b),
  });
}

export function blendSheet(
  model: SheetModel,
  [from, to]: readonly [number, number],
  steps: number,
  latent: Float32Array,
): SheetRecipe {
  return recipeOf({
    kind: 'blends',
    model,
    pairs: [[from, to]],
    steps,
    latents: valuesOf(latent),
  });
}

/** Test image `index` and those after it, around the end. */
export function rebuildingSheet(model: SheetModel, index: number, total: number): SheetRecipe {
  const images = imagesFrom(index, total);
  return recipeOf({ kind: 'reconstructions', models: [model], images, columns: rows });
}

function imagesFrom(index: number, total: number): number[] {
  return upTo(Math.min(rows, total)).map((i) => (index + i) % total);
}
