import { standardNormals } from './random';
import type { RunConfig } from './run-config';
import type { FirstSheetRecipe } from './sheets/first-version';

/** What the sampler needs to decode a stretch of cells. */
export interface CellInputs {
  /** [n]; ignored by a model without labels. */
  readonly labels: Uint8Array;
  /** [n, z]. */
  readonly latents: Float32Array;
}

/** The cells of a sheet, counted row by row from 0 to `rows * columns - 1`. */
export interface SheetCells {
  readonly rows: number;
  readonly columns: number;
  /** Labels and latents of the cells `from` to `to - 1`. */
  inputs(from: number, to: number): CellInputs;
}

/**
 * Labels and latents of a sheet's cells. What a window shows and what a file holds both come from
 * here, so that they are the same digits.
 *
 * A model conditioned on labels shares one latent along each row: one hand writes all its digits.
 * Any other model has a latent of its own for each cell. A higher count keeps the rows before it.
 */
export function sheetCells(
  recipe: Pick<FirstSheetRecipe, 'labels' | 'count' | 'seed'>,
  model: Pick<RunConfig, 'conditioning' | 'latentDimensions'>,
): SheetCells {
  const columns = recipe.labels.length;
  const rows = recipe.count;
  const z = model.latentDimensions;
  const cellsPerLatent = model.conditioning === 'label' ? columns : 1;
  const latents = standardNormals(recipe.seed, ((rows * columns) / cellsPerLatent) * z);

  return {
    rows,
    columns,
    inputs(from, to) {
      const inputs = {
        labels: new Uint8Array(to - from),
        latents: new Float32Array((to - from) * z),
      };
      for (let cell = from; cell < to; cell++) {
        const latent = Math.floor(cell / cellsPerLatent) * z;
        inputs.labels[cell - from] = recipe.labels[cell % columns]!;
        inputs.latents.set(latents.subarray(latent, latent + z), (cell - from) * z);
      }
      return inputs;
    },
  };
}
