import { describe, expect, it } from 'vitest';
import type { SheetRecipeInput } from '../../shared/sheet-recipe';
import { modelsOf } from '../../shared/sheets/contents/plan-content';
import { factsOfTests, modelOfTests, recipeOfTests } from '../../shared/sheets/testing';
import { formOfRecipe } from './form-of-recipe';
import { readForm, type FormModels } from './read-form';
import { startForm, toggleLabel, type SheetForm } from './sheet-form';

const model = modelOfTests();
const from: FormModels = {
  models: [model],
  epochs: [model, modelOfTests(2)],
  facts: factsOfTests,
  isToldLabels: true,
  completesImages: false,
};
const issuesOf = (changes: Partial<SheetForm>, own: Partial<FormModels> = {}) => {
  const reading = readForm({ ...startForm, ...changes }, { ...from, ...own });
  return reading.ok ? [] : reading.issues;
};

const table = { labels: [3, 1, 1], count: 2, latents: { seed: 7 } };
const contents: SheetRecipeInput['content'][] = [
  { kind: 'digits', model, ...table },
  { kind: 'digits', model, ...table, count: 1, latents: { values: [[0, 0]] } },
  { kind: 'digits', model, ...table, isEachApart: true },
  { kind: 'epochs', models: [model, modelOfTests(2)], ...table },
  { kind: 'runs', models: [modelOfTests(3), model], ...table },
  {
    kind: 'manifold',
    model,
    label: 4,
    dimensions: [1, 0],
    columns: 12,
    rows: 9,
    spacing: 'even',
    reach: 2.5,
    latents: { values: [[0, 0]] },
  },
  {
    kind: 'walk',
    model,
    labels: [8, 2],
    points: 3,
    latents: { seed: 4 },
    steps: 5,
    path: 'linear',
    closed: true,
  },
  { kind: 'reconstructions', models: [model, model], images: [7, 8, 9, 2], columns: 3 },
  {
    kind: 'blends',
    model,
    pairs: [
      [3, 8],
      [1, 7],
    ],
    steps: 5,
    latents: { values: [[0.5, -1]] },
  },
  {
    kind: 'traversal',
    model,
    label: 0,
    dimensions: [1],
    from: -2.5,
    to: 4,
    steps: 9,
    latents: { seed: 1 },
  },
];

describe('a recipe that is opened', () => {
  it.each(contents)('gives the same recipe again: %j', (content) => {
    const style = {
      scale: 3,
      gap: 2,
      cellSize: 30,
      margin: 0,
      title: 'T',
      colours: 'runs',
    } as const;
    const recipe = recipeOfTests(content, style);
    const form = formOfRecipe(recipe, startForm);
    const models = modelsOf(recipe.content);
    expect(readForm(form, { ...from, models, epochs: models })).toEqual({ ok: true, recipe });
  });

  it.each<SheetRecipeInput['content']>([
    { kind: 'digits', model, ...table, labels: [0, 1, 2], images: [7, 9, 8] },
    { kind: 'digits', model, ...table, labels: [0, 1, 2], images: [7] },
    { kind: 'runs', models: [model], ...table, labels: [0, 1], images: ['0f'.repeat(784)] },
    {
      ...{ kind: 'walk', model, labels: [0], points: 3, latents: { seed: 4 }, steps: 5 },
      ...{ closed: true, image: 6 },
    },
  ])('gives back the images that a sheet of $kind completes', (content) => {
    const recipe = recipeOfTests(content);
    const form = formOfRecipe(recipe, startForm);
    const models = { models: modelsOf(recipe.content), isToldLabels: false, completesImages: true };
    expect(readForm(form, { ...from, ...models })).toEqual({ ok: true, recipe });
  });

  it('leaves alone what its kind does not use', () => {
    const form = formOfRecipe(recipeOfTests(contents[0]!), { ...startForm, across: '33' });
    expect(form.across).toBe('33');
    expect(form.models).toEqual([{ run: model.run, which: model.checkpoint, given: model }]);
  });
});

describe('readForm', () => {
  it('reads numbers as people write them', () => {
    const reading = readForm({ ...startForm, count: ' 1,000 ', seed: '42' }, from);
    expect(reading).toMatchObject({
      ok: true,
      recipe: { content: { count: 1000, latents: { seed: 42 } } },
    });
  });

  it.each<[Partial<SheetForm>, string, RegExp]>([
    [{ labels: [] }, 'labels', /at least one digit/],
    [{ count: '0' }, 'count', /from 1 to 1,000/],
    [{ count: '2.5' }, 'count', /whole number/],
    [{ seed: '2147483648' }, 'seed', /Seed must be/],
    [{ kind: 'manifold', across: '1' }, 'across', /from 2 to 200/],
    [{ kind: 'manifold', down: '' }, 'down', /Rows/],
    [{ kind: 'manifold', spacing: 'even', reach: '0' }, 'reach', /Reach/],
    [{ kind: 'walk', walkSteps: '0' }, 'walkSteps', /Steps/],
    [{ kind: 'reconstructions', images: 'many' }, 'images', /numbers of test images/],
    [{ kind: 'reconstructions', images: '' }, 'images', /at least one image/],
    [{ kind: 'reconstructions', imageColumns: 'x' }, 'imageColumns', /Columns/],
    [{ kind: 'traversal', dimensions: '0' }, 'dimensions', /from 1 on/],
    [{ kind: 'traversal', from: '' }, 'from', /From/],
    [{ style: { ...startForm.style, scale: '17' } }, 'scale', /1 to 16/],
    [{ style: { ...startForm.style, cellSize: '20' } }, 'cellSize', /28 to 64/],
  ])('says what is wrong beside the field: %j', (changes, field, message) => {
    const [issue] = issuesOf(changes);
    expect(issue?.field).toBe(field);
    expect(issue?.message).toMatch(message);
  });

  it('asks models without labels for columns, and is not held up by a reach that is not used', () => {
    expect(issuesOf({ columns: '1001' }, { isToldLabels: false })[0]?.field).toBe('columns');
    expect(issuesOf({ labels: [], columns: '3' }, { isToldLabels: false })).toEqual([]);
    expect(issuesOf({ kind: 'manifold', reach: '' })).toEqual([]);
  });

  it('asks for the images that are completed', () => {
    const completing = { isToldLabels: false, completesImages: true };
    expect(issuesOf({ completed: 'some' }, completing)[0]?.field).toBe('completed');
    expect(issuesOf({ columns: '', completed: '0-3' }, completing)).toEqual([]);
    expect(issuesOf({ columns: '', completed: '3' }, completing)[0]?.field).toBe('columns');
    const walk = issuesOf({ kind: 'walk', completedOne: '1-2' }, completing);
    expect(walk[0]?.message).toMatch(/one test image/);
  });

  it('traverses all dimensions where none is named', () => {
    const facts = { ...factsOfTests, latentDimensions: 5 };
    const reading = readForm({ ...startForm, kind: 'traversal' }, { ...from, facts });
    expect(reading).toMatchObject({ recipe: { content: { dimensions: [0, 1, 2, 3, 4] } } });
  });

  it('puts a single latent at zero, and never many', () => {
    const zero = { latents: 'zero' } as const;
    expect(readForm({ ...startForm, ...zero, kind: 'blends' }, from)).toMatchObject({
      recipe: { content: { latents: { values: [[0, 0]] } } },
    });
    expect(readForm({ ...startForm, ...zero }, from)).toMatchObject({
      recipe: { content: { latents: { seed: 1 } } },
    });
  });
});

describe('toggleLabel', () => {
  it('adds in order and takes away', () => {
    expect(toggleLabel([1, 7], 3)).toEqual([1, 3, 7]);
    expect(toggleLabel([1, 3, 7], 3)).toEqual([1, 7]);
  });
});
