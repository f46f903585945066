import { describe, expect, it } from 'vitest';
import { standardNormals } from './random';
import { sheetCells } from './sheet-cells';

const recipe = { labels: [3, 1, 4], count: 2, seed: 7 };

describe('sheetCells', () => {
  it('gives a row of labels one latent', () => {
    const cells = sheetCells(recipe, { conditioning: 'label', latentDimensions: 2 });
    const { labels, latents } = cells.inputs(0, 6);
    const [a, b, c, d] = standardNormals(7, 4);

    expect([cells.rows, cells.columns]).toEqual([2, 3]);
    expect([...labels]).toEqual([3, 1, 4, 3, 1, 4]);
    expect([...latents]).toEqual([a, b, a, b, a, b, c, d, c, d, c, d]);
  });

  it('gives each cell a latent of its own where there are no labels', () => {
    const cells = sheetCells(recipe, { conditioning: 'none', latentDimensions: 2 });

    expect(cells.inputs(0, 6).latents).toEqual(standardNormals(7, 12));
  });

  it.each(['label', 'none'] as const)('gives the same cells in stretches (%s)', (conditioning) => {
    const cells = sheetCells(recipe, { conditioning, latentDimensions: 3 });
    const whole = cells.inputs(0, 6);
    const stretch = cells.inputs(2, 5);

    expect(stretch.labels).toEqual(whole.labels.slice(2, 5));
    expect(stretch.latents).toEqual(whole.latents.slice(6, 15));
  });

  it('keeps the first rows when more are asked for', () => {
    const model = { conditioning: 'label', latentDimensions: 5 } as const;
    const few = sheetCells(recipe, model).inputs(0, 6);
    const more = sheetCells({ ...recipe, count: 9 }, model).inputs(0, 6);

    expect(more).toEqual(few);
  });
});
