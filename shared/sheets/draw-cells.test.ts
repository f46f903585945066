import { describe, expect, it } from 'vitest';
import { imageSide, pixelCount } from '../images';
import { drawCells } from './draw-cells';
import { planSheet } from './plan';
import { factsOfTests, modelOfTests, patternedSampler, recipeOfTests } from './testing';

const drawing = 'c8'.repeat(pixelCount);
const table = { kind: 'digits', model: modelOfTests(), labels: [0, 1, 2], count: 2 } as const;

/** Gray levels [784] of a cell of a sheet by a model that is shown the left half of images. */
async function cellOf(images: (number | string)[], row: number, column: number) {
  const recipe = recipeOfTests({ ...table, labels: [0, 1, 2], latents: { seed: 3 }, images });
  const plan = planSheet(recipe, () => ({ ...factsOfTests, conditioning: 'quadrants-2' }));
  const levels = await drawCells(plan, row, row + 1, patternedSampler);
  return levels.subarray(column * pixelCount, (column + 1) * pixelCount);
}

describe('drawCells for models that complete images', () => {
  it('shows test images and drawings, whole and as far as they are shown', async () => {
    expect(new Set(await cellOf([40, 41, 42], 0, 1))).toEqual(new Set([41]));
    expect(new Set(await cellOf([drawing], 0, 0))).toEqual(new Set([200]));
    const shown = await cellOf([40, 41, 42], 1, 2);
    const line = [...shown.subarray(0, imageSide)];
    expect(line.slice(0, 14)).toEqual(Array<number>(14).fill(42));
    expect(new Set(line.slice(14)).size).toBe(1);
    expect(line[14]).not.toBe(42);
  });

  it('completes each column’s image with noise of the cell’s own', async () => {
    const once = await cellOf([40, 41, 42], 2, 1);
    expect(once).not.toEqual(await cellOf([40, 41, 42], 3, 1));
    expect(once).not.toEqual(await cellOf([40, 43, 42], 2, 1));
    expect(once).toEqual(await cellOf([7, 41, 9], 2, 1));
  });

  it('says which test image there is not', async () => {
    await expect(cellOf([10_000], 0, 0)).rejects.toThrow('There is no test image 10,000');
  });
});
