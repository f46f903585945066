import { describe, expect, it } from 'vitest';
import { planContent } from '../../shared/sheets/contents/plan-content';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import { factsOfTests, modelOfTests } from '../../shared/sheets/testing';
import { manifoldLatents } from './plane';
import { sampleLatents } from './draws';
import {
  blendSheet,
  completionsSheet,
  handSheet,
  manifoldSheet,
  rebuildingSheet,
  samplesSheet,
  traversalSheet,
  walkSheet,
} from './sheet-recipes';
import { walk } from './walk';

const model = modelOfTests();
const latent = Float32Array.of(0.5, -1.25);
const axes = { across: 1, up: 0 };

/** The cells of a sheet, as its plan has them, row by row. */
function cellsOf(recipe: SheetRecipe, facts: Partial<typeof factsOfTests> = {}) {
  const plan = planContent(recipe.content, [{ ...model, facts: { ...factsOfTests, ...facts } }]);
  return Array.from({ length: plan.rows * plan.columns }, (_, i) =>
    plan.cell(Math.floor(i / plan.columns), i % plan.columns),
  );
}

/** The latents of decoded cells, one after another. */
function latentsOf(...given: Parameters<typeof cellsOf>): number[] {
  return cellsOf(...given).flatMap((cell) => (cell.kind === 'decoded' ? [...cell.latent] : []));
}

describe('a sheet of what is explored', () => {
  it('writes every label in the hand', () => {
    const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
    const cells = cellsOf(handSheet(model, labels, latent));
    expect(cells.map((cell) => cell.kind === 'decoded' && cell.label)).toEqual(labels);
    expect(latentsOf(handSheet(model, labels, latent)).slice(-2)).toEqual([...latent]);
  });

  it('has the draws that are seen: in each label’s column, or in all cells where there are no labels', () => {
    const drawn = [...sampleLatents(5, 2)];
    const labelled = { isToldLabels: true, labels: [0, 1, 2] };
    const ofLabel = cellsOf(samplesSheet(model, labelled, 5), { classes: 3 }).flatMap((cell) =>
      cell.kind === 'decoded' && cell.label === 1 ? [...cell.latent] : [],
    );
    expect(ofLabel).toEqual(drawn.slice(0, ofLabel.length));
    expect(ofLabel).toHaveLength(20);

    const plain = samplesSheet(model, { isToldLabels: false, labels: [0, 1, 2] }, 5);
    expect(latentsOf(plain, { conditioning: 'none' }).slice(0, drawn.length)).toEqual(drawn);
  });

  it('has the manifold’s cells, and those of a line where there is no plane', () => {
    const told = { label: 4 };
    expect(latentsOf(manifoldSheet(model, told, { latent, axes, cells: 15 }))).toEqual([
      ...manifoldLatents(latent, axes, 15),
    ]);
    const single = { latent: Float32Array.of(1), axes: { across: 0, up: null }, cells: 15 };
    const line = manifoldSheet(model, told, single);
    expect(line.content.kind).toBe('traversal');
    expect(latentsOf(line, { latentDimensions: 1 })).toHaveLength(13);
  });

  it('has the walk’s steps, both ends included', () => {
    const way = { a: latent, b: Float32Array.of(2, 1), steps: 10, path: 'spherical' } as const;
    const walked = walk(way.a, way.b, way.steps, way.path);
    const cells = latentsOf(walkSheet(model, 3, way));
    expect(cells).toHaveLength(walked.length);
    cells.forEach((value, i) => expect(value).toBeCloseTo(walked[i]!, 5));
  });

  it('has the blend’s steps and the traversal of each dimension', () => {
    const blends = cellsOf(blendSheet(model, [7, 2], 11, latent));
    expect(blends).toHaveLength(11);
    expect(blends[5]).toMatchObject({ label: 7, blend: { label: 2, share: 0.5 } });
    const lines = latentsOf(traversalSheet(model, 0, latent));
    expect(lines.slice(0, 2)).toEqual([-3, latent[1]]);
    expect(lines.slice(-2)).toEqual([latent[0], 3]);
  });

  it('completes one image by the draws that are seen, or it and those after it', () => {
    const drawing = 'ff'.repeat(784);
    const completing = { conditioning: 'quadrants-1' } as const;
    const plain = { isToldLabels: false, labels: [0, 1, 2] };
    const drawn = cellsOf(samplesSheet(model, plain, 5, drawing), completing).flatMap((cell) =>
      cell.kind === 'completed' && cell.image === drawing ? [...cell.noise] : [],
    );
    expect(drawn.slice(0, 60)).toEqual([...sampleLatents(5, 2)]);
    const cells = cellsOf(completionsSheet(model, { index: 297, total: 300 }, 5), completing);
    expect(cells[9]).toEqual({ kind: 'image', image: 6 });
    const line = cellsOf(traversalSheet(model, 0, latent, 8), completing);
    expect(line[0]).toMatchObject({ kind: 'completed', image: 8 });
  });

  it('rebuilds the image and those after it, around the end', () => {
    const cells = cellsOf(rebuildingSheet(model, 297, 300));
    const images = cells.flatMap((cell) => (cell.kind === 'image' ? [cell.image] : []));
    expect(images).toEqual([297, 298, 299, 0, 1, 2, 3, 4, 5, 6]);
  });
});
