import { describe, expect, it } from 'vitest';
import type { CheckpointSummary } from '../runs';
import { pathFromPattern, recipeForRun } from './for-run';
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

describe('pathFromPattern', () => {
  it('fills in name, epoch, number and id', () => {
    const path = pathFromPattern('out/{number}-{name}-{epoch}-{run}.png', run, summary(12), 4);
    expect(path).toBe(`out/4-β-2-seed-7-12-${id}.png`);
  });

  it('keeps a name of dots and slashes in its folder', () => {
    expect(pathFromPattern('{name}.png', { ...run, name: '../..' }, summary(1), 1)).toBe('run.png');
  });

  it('refuses words it does not know', () => {
    expect(() => pathFromPattern('{nome}.png', run, summary(1), 1)).toThrow(/\{nome\}/);
  });
});
