import { describe, expect, it } from 'vitest';
import type { CheckpointSummary } from '../runs';
import { fileNameFromPattern, recipeForRun } from './for-run';
import { modelOfTests, recipeOfTests } from './testing';

const { run: id, checkpoint } = modelOfTests(3);
const run = { id, name: 'β = 2, seed/7', colour: 2 };
const summary = (epoch: number, step = 0): CheckpointSummary => ({
  id: checkpoint,
  run: id,
  epoch,
  step,
  sha256: 'ab'.repeat(32),
  bytes: 1,
  resumable: false,
  pinned: false,
  createdAt: 0,
  testLoss: null,
});
const kept = [summary(1), summary(2), summary(2, 30)];
const table = { labels: [1], count: 1, latents: { seed: 1 } };

describe('recipeForRun', () => {
  it('puts another run in the place of the one there', () => {
    const recipe = recipeOfTests({ kind: 'digits', model: modelOfTests(), ...table });
    const changed = recipeForRun(recipe, run, summary(2), kept);
    expect(changed.content).toMatchObject({ labels: [1], model: { run: id, epoch: 2, colour: 2 } });
  });

  it('takes the ends of all epochs where epochs are shown', () => {
    const recipe = recipeOfTests({ kind: 'epochs', models: [modelOfTests()], ...table });
    const { content } = recipeForRun(recipe, run, summary(2), kept);
    expect(content).toMatchObject({ models: [{ epoch: 1 }, { epoch: 2 }] });
  });

  it('refuses a sheet of several runs', () => {
    const recipe = recipeOfTests({ kind: 'runs', models: [modelOfTests()], ...table });
    expect(() => recipeForRun(recipe, run, summary(2), kept)).toThrow(
      expect.objectContaining({ kind: 'invalid-input' }),
    );
  });
});

describe('fileNameFromPattern', () => {
  it('fills in name, epoch, number and id', () => {
    const name = fileNameFromPattern('{number}-{name}-{epoch}-{run}.png', run, summary(12), 4);
    expect(name).toBe(`4-β-2-seed-7-12-${id}.png`);
  });

  it('keeps a name of dots and slashes in its folder', () => {
    expect(fileNameFromPattern('{name}.png', { ...run, name: '../..' }, summary(1), 1)).toBe(
      'run.png',
    );
  });

  const named = (name: string) =>
    fileNameFromPattern('{name}-{epoch}.png', { ...run, name }, summary(12), 1);

  it.each([
    ['हिन्दी', 'हिन्दी-12.png'],
    ['שלום עולם', 'שלום-עולם-12.png'],
    ['می\u200cخواهم', 'می\u200cخواهم-12.png'],
    ['👩‍🔬 lab/1:*?"<>|', '👩‍🔬-lab-1-12.png'],
    ['Con', 'run-Con-12.png'],
    ['e\u0301', '\u00e9-12.png'],
  ])('keeps the letters of %s', (name, expected) => {
    expect(named(name)).toBe(expected);
  });

  it.each(['数字'.repeat(60), 'क्षि'.repeat(60), '👨‍👩‍👧‍👦'.repeat(60), 'x'.repeat(200)])(
    'leaves whole letters of %s, as many as a file system takes with the recipe beside',
    (name) => {
      const short = named(name);
      expect(Buffer.byteLength(short.replace('.png', '.json'))).toBeLessThanOrEqual(255);
      const kept = short.slice(0, -'-12.png'.length);
      const letters = [...new Intl.Segmenter('en').segment(name)].map(({ segment }) => segment);
      expect(kept).toBe(
        letters.slice(0, [...new Intl.Segmenter('en').segment(kept)].length).join(''),
      );
      expect(kept.length).toBeGreaterThan(60);
    },
  );

  it('refuses a name that is too long without the run', () => {
    const pattern = `${'é'.repeat(130)}{name}.png`;
    expect(() => fileNameFromPattern(pattern, run, summary(1), 1)).toThrow(/longer than/);
  });

  it('refuses words it does not know', () => {
    expect(() => fileNameFromPattern('{nome}.png', run, summary(1), 1)).toThrow(/\{nome\}/);
  });
});
