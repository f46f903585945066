import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../normal-distribution';
import { standardNormals } from '../random';
import { anySheetRecipeSchema, type SheetRecipeInput } from '../sheet-recipe';
import type { CellSource, SheetModelFacts } from './contents/content-plan';
import { planSheet } from './plan';
import { factsOfTests, modelOfTests, recipeOfTests } from './testing';

const model = modelOfTests();
const plan = (content: SheetRecipeInput['content'], facts: Partial<SheetModelFacts> = {}) =>
  planSheet(recipeOfTests(content), () => ({ ...factsOfTests, ...facts }));
const latentOf = (source: CellSource): number[] =>
  source.kind === 'decoded' ? [...source.latent] : [];
const labelOf = (source: CellSource) => (source.kind === 'decoded' ? source.label : null);

const digits = {
  kind: 'digits',
  model,
  labels: [3, 1, 4],
  count: 2,
  latents: { seed: 7 },
} as const satisfies SheetRecipeInput['content'];

describe('cells of each kind', () => {
  it('digits: a row of labels shares one latent', () => {
    const sheet = plan(digits);
    const [a, b, c, d] = standardNormals(7, 4);
    expect([sheet.rows, sheet.columns]).toEqual([2, 3]);
    expect([0, 1, 2].map((column) => labelOf(sheet.cell(1, column)))).toEqual([3, 1, 4]);
    expect(latentOf(sheet.cell(0, 2))).toEqual([a, b]);
    expect(latentOf(sheet.cell(1, 0))).toEqual([c, d]);
    expect(sheet.columnHeadings).toEqual(['3', '1', '4']);
  });

  it('digits: columns are headed by what the dataset calls its labels', () => {
    const classNames = Array.from({ length: 10 }, (_, label) => String(10 * label));
    expect(plan(digits, { classNames }).columnHeadings).toEqual(['30', '10', '40']);
    const rows = (content: SheetRecipeInput['content']) =>
      plan(content, { classNames }).rowHeadings;
    const latents = { seed: 1 };
    expect(rows({ kind: 'walk', model, labels: [9], points: 2, steps: 2, latents })).toEqual([
      '90',
    ]);
    expect(rows({ kind: 'blends', model, pairs: [[0, 9]], steps: 2, latents })).toEqual(['0 → 90']);
    const unknown = () => plan({ ...digits, labels: [10] }, { classNames });
    expect(unknown).toThrow('knows the labels 0 to 90');
  });

  it('digits apart: a latent for each cell under labels too', () => {
    const sheet = plan({ ...digits, isEachApart: true });
    expect(latentOf(sheet.cell(1, 1))).toEqual([...standardNormals(7, 12).subarray(8, 10)]);
    expect(labelOf(sheet.cell(1, 1))).toBe(1);
  });

  it('digits without labels: a latent for each cell, no headings', () => {
    const sheet = plan(digits, { conditioning: 'none' });
    expect(latentOf(sheet.cell(1, 1))).toEqual([...standardNormals(7, 12).subarray(8, 10)]);
    expect(sheet.columnHeadings).toBeNull();
  });

  it('manifold: even quantiles, the second dimension upwards', () => {
    const sheet = plan({
      kind: 'manifold',
      model,
      label: 5,
      dimensions: [0, 1],
      columns: 4,
      rows: 2,
      latents: { values: [[9, 9]] },
    });
    const quantile = (p: number) => Math.fround(normalQuantile(p));
    expect(latentOf(sheet.cell(0, 3))).toEqual([quantile(0.875), quantile(0.75)]);
    expect(latentOf(sheet.cell(1, 0))).toEqual([quantile(0.125), quantile(0.25)]);
  });

  it('manifold: even distances up to the reach', () => {
    const sheet = plan({
      kind: 'manifold',
      model,
      label: 5,
      dimensions: [1, 0],
      columns: 3,
      rows: 3,
      spacing: 'even',
      reach: 2,
      latents: { values: [[9, 9]] },
    });
    expect(latentOf(sheet.cell(0, 0))).toEqual([2, -2]);
    expect(latentOf(sheet.cell(1, 2))).toEqual([0, 2]);
  });

  it('walk: passes each point, and comes back when it is closed', () => {
    const points = [
      [0, 0],
      [4, 0],
      [4, 8],
    ];
    const walk = { kind: 'walk' as const, model, labels: [1, 2], points: 3, steps: 2 };
    const open = plan({ ...walk, latents: { values: points } });
    expect([open.rows, open.columns]).toEqual([2, 5]);
    expect([0, 1, 2, 3, 4].map((column) => latentOf(open.cell(1, column)))).toEqual([
      [0, 0],
      [2, 0],
      [4, 0],
      [4, 4],
      [4, 8],
    ]);
    const closed = plan({ ...walk, closed: true, latents: { values: points } });
    expect(closed.columns).toBe(6);
    expect(latentOf(closed.cell(0, 5))).toEqual([2, 4]);
  });

  it('reconstructions: strips of images over what each model makes of them', () => {
    const sheet = plan({
      kind: 'reconstructions',
      models: [model, modelOfTests(2)],
      images: [10, 11, 12],
      columns: 2,
    });
    expect([sheet.rows, sheet.columns]).toEqual([6, 2]);
    expect(sheet.cell(0, 1)).toEqual({ kind: 'image', image: 11 });
    expect(sheet.cell(5, 0)).toEqual({ kind: 'rebuilt', model: 1, image: 12 });
    expect(sheet.cell(5, 1)).toEqual({ kind: 'blank' });
    expect(sheet.rowHeadings?.slice(0, 3)).toEqual(['Test images', 'Run 1', 'Run 2']);
  });

  it('epochs and runs: the same latents for each model', () => {
    const models = [model, modelOfTests(2)];
    const { labels, count, latents } = digits;
    const sheet = plan({ kind: 'epochs', models, labels, count, latents });
    expect(sheet.rows).toBe(4);
    expect(sheet.cell(3, 0)).toMatchObject({ kind: 'decoded', model: 1 });
    expect(latentOf(sheet.cell(3, 0))).toEqual(latentOf(sheet.cell(1, 0)));
    expect(sheet.rowHeadings).toEqual(['Epoch 10', '', 'Epoch 20', '']);
  });

  it('blends: from one label alone to the other alone', () => {
    const sheet = plan({ kind: 'blends', model, pairs: [[3, 8]], steps: 3, latents: { seed: 1 } });
    expect([0, 1, 2].map((column) => sheet.cell(0, column))).toMatchObject([
      { label: 3, blend: { label: 8, share: 0 } },
      { label: 3, blend: { label: 8, share: 0.5 } },
      { label: 3, blend: { label: 8, share: 1 } },
    ]);
  });

  it('traversal: one dimension at a time', () => {
    const sheet = plan({
      kind: 'traversal',
      model,
      label: 0,
      dimensions: [1, 0],
      steps: 3,
      latents: { values: [[0.5, 0.25]] },
    });
    expect(latentOf(sheet.cell(0, 2))).toEqual([0.5, 3]);
    expect(latentOf(sheet.cell(1, 0))).toEqual([-3, 0.25]);
    expect(sheet.columnHeadings).toEqual(['−3.0', '0.0', '3.0']);
  });
});

describe('models that complete images', () => {
  const completing = { conditioning: 'quadrants-2' as const };
  const kindsOf = (sheet: ReturnType<typeof plan>, row: number) =>
    Array.from({ length: sheet.columns }, (_, column) => {
      const source = sheet.cell(row, column);
      return source.kind === 'image' && source.quadrants ? 'shown' : source.kind;
    });

  it('stand below the images and what is shown of them, a draw in each cell', () => {
    const sheet = plan({ ...digits, images: [70, 71, 72] }, completing);
    expect(sheet.rowHeadings).toEqual(['Test images', 'Shown', 'Completed', '']);
    expect(sheet.columnHeadings).toBeNull();
    expect(sheet.cell(1, 2)).toEqual({ kind: 'image', image: 72, quadrants: 2 });
    expect(sheet.cell(3, 1)).toEqual({
      kind: 'completed',
      model: 0,
      image: 71,
      noise: standardNormals(7, 12).subarray(8, 10),
    });
    expect(sheet.description).toBe(
      '2 completions of 3 test images of MNIST, shown two quadrants, latents from seed 7',
    );
  });

  it('share a single image, seen once', () => {
    const sheet = plan({ ...digits, images: [5] }, completing);
    expect(kindsOf(sheet, 0)).toEqual(['image', 'shown', 'blank']);
    expect(sheet.cell(2, 2)).toMatchObject({ kind: 'completed', image: 5 });
    expect(sheet.description).toContain('6 completions of test image 5, shown two quadrants');
  });

  it('stand among others, where what they are shown changes it is seen again', () => {
    const models = [model, modelOfTests(2), modelOfTests(3), modelOfTests(4)];
    const seen = ['label', 'quadrants-1', 'quadrants-1', 'quadrants-3'] as const;
    const { labels, latents } = digits;
    const table = { labels: [...labels], latents, count: 1, images: [7, 8, 9] };
    const recipe = recipeOfTests({ kind: 'runs', models, ...table });
    const sheet = planSheet(recipe, ({ run }) => ({
      ...factsOfTests,
      conditioning: seen[models.findIndex((each) => each.run === run)]!,
    }));
    expect(sheet.rowHeadings).toEqual([
      ...['Test images', 'Run 1', 'Shown', 'Run 2', 'Run 3', 'Shown', 'Run 4'],
    ]);
    expect(sheet.cell(1, 0)).toMatchObject({ kind: 'decoded', label: 3 });
    expect(sheet.cell(5, 1)).toEqual({ kind: 'image', image: 8, quadrants: 3 });
    expect(sheet.columnHeadings).toEqual(['3', '1', '4']);
  });

  it('complete test images from the prior’s mean beside reconstructions', () => {
    const content = { kind: 'reconstructions', models: [model], images: [4], columns: 9 } as const;
    const sheet = plan({ ...content, models: [...content.models], images: [4] }, completing);
    expect(sheet.rowHeadings).toEqual(['Test images', 'Shown', 'Run 1']);
    expect(sheet.cell(2, 0)).toMatchObject({ kind: 'completed', noise: Float32Array.of(0, 0) });
    expect(sheet.description).toContain('completed from the prior’s mean');
  });

  it('say which image a plane, a walk or the dimensions are of, and need one', () => {
    const kind = 'traversal' as const;
    const line = { kind, model, label: 0, dimensions: [0], steps: 3, latents: { seed: 1 } };
    const sheet = plan({ ...line, image: 12 }, completing);
    expect(sheet.cell(0, 2)).toMatchObject({ kind: 'completed', image: 12 });
    expect(sheet.description).toContain('completing test image 12 from two quadrants');
    expect(() => plan(line, completing)).toThrow(/completes images/);
    expect(() => plan({ ...digits, images: [1, 2] }, completing)).toThrow(/3 columns/);
  });
});

describe('what a model cannot draw', () => {
  it.each([
    ['labels it does not know', { ...digits, labels: [10] }, {}],
    ['models that complete images', digits, { conditioning: 'quadrants-2' as const }],
    ['latents of another size', { ...digits, count: 1, latents: { values: [[1]] } }, {}],
    [
      'a dimension it lacks',
      {
        kind: 'traversal' as const,
        model,
        label: 0,
        dimensions: [2],
        steps: 3,
        latents: { seed: 1 },
      },
      {},
    ],
    [
      'blends without labels',
      {
        kind: 'blends' as const,
        model,
        pairs: [[1, 2] as [number, number]],
        steps: 3,
        latents: { seed: 1 },
      },
      { conditioning: 'none' as const },
    ],
  ])('refuses %s', (_, content, facts) => {
    expect(() => plan(content, facts)).toThrow(expect.objectContaining({ kind: 'invalid-input' }));
  });

  it('refuses what no viewer opens', () => {
    const content = { ...digits, labels: Array.from({ length: 256 }, () => 1), count: 1000 };
    expect(() => planSheet(recipeOfTests(content, { scale: 16 }), () => factsOfTests)).toThrow(
      expect.objectContaining({ kind: 'invalid-input' }),
    );
  });
});

describe('recipes of version 1', () => {
  it('become the same digits, nothing around them', () => {
    const recipe = anySheetRecipeSchema.parse({
      version: 1,
      kind: 'digits',
      run: model.run,
      checkpoint: model.checkpoint,
      labels: [0, 7],
      count: 3,
      seed: 5,
      scale: 2,
    });
    const sheet = planSheet(recipe, () => factsOfTests);
    expect([sheet.width, sheet.height]).toEqual([112, 168]);
    expect(sheet.texts).toEqual([]);
    expect(latentOf(sheet.cell(2, 1))).toEqual([...standardNormals(5, 6).subarray(4, 6)]);
  });
});
