import { describe, expect, it } from 'vitest';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import { recipeOfTests } from '../../shared/sheets/testing';
import { checkpointSummary, runSummary, testRunId } from '../../shared/testing/runs';
import { chosenCheckpoint, ordersForRuns } from './orders-for-runs';
import { digits } from './testing/write-sheet';

const run = testRunId(1);
const after = (epoch: number, testLoss: number | null, step = 0): CheckpointSummary => ({
  ...checkpointSummary(run, epoch, step),
  testLoss,
});
const withCheckpoints = (...checkpoints: readonly CheckpointSummary[]): RunDetail => ({
  ...runSummary({ id: run, name: 'Chosen' }),
  notes: '',
  engine: null,
  checkpoints,
  trainingSeconds: 0,
  measures: [],
});

describe('the checkpoint of a run in a batch', () => {
  it.each([
    ['best', 2],
    ['last', 3],
  ] as const)('is the %s', (which, epoch) => {
    const detail = withCheckpoints(after(1, 140), after(2, 120), after(3, 130));
    expect(chosenCheckpoint(detail, which).checkpoint.epoch).toBe(epoch);
  });

  it('is the last where none was tested, though within an epoch', () => {
    const detail = withCheckpoints(after(0, null, 40));
    expect(chosenCheckpoint(detail, 'best').checkpoint.step).toBe(40);
  });

  it('is missed in words', () => {
    expect(() => chosenCheckpoint(withCheckpoints(), 'best')).toThrow(
      '“Chosen” has no checkpoint yet. Nothing was written.',
    );
  });

  it('gives the recipe and the name of the file', () => {
    const chosen = chosenCheckpoint(withCheckpoints(after(1, 140), after(2, 120)), 'best');
    const [order] = ordersForRuns(recipeOfTests(digits), '{name}-{epoch}.png', [chosen]);
    expect(order?.path).toBe('Chosen-2.png');
    expect(order?.recipe.content).toMatchObject({ model: { epoch: 2, name: 'Chosen' } });
  });

  it('takes braces in the name of a folder as they are', () => {
    const chosen = chosenCheckpoint(withCheckpoints(after(1, 140)), 'best');
    const [order] = ordersForRuns(recipeOfTests(digits), '/a/{name}/{b}/{epoch}.png', [chosen]);
    expect(order?.path).toBe('/a/{name}/{b}/1.png');
  });

  it('refuses names that a disk may take for the same', () => {
    const [upper, lower, other] = ['CAFÉ', 'cafe\u0301', 'tea'].map((name) => ({
      ...chosenCheckpoint(withCheckpoints(after(1, 140)), 'best'),
      run: { ...withCheckpoints(after(1, 140)), name },
    }));
    const orders = (...chosen: readonly (typeof upper)[]) =>
      ordersForRuns(
        recipeOfTests(digits),
        '{name}.png',
        chosen.map((each) => each!),
      );
    expect(orders(upper, other)).toHaveLength(2);
    expect(() => orders(upper, other, lower)).toThrow(
      'Several sheets would be written to café.png.',
    );
  });
});
