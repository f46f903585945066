import { describe, expect, it } from 'vitest';
import { nextOrder, sortRuns, type SortKey } from './sort';
import { testRun } from './testing';

const runs = [
  testRun(1, { name: 'run 10', bestNegativeElbo: 130 }),
  testRun(2, { name: 'run 2', bestNegativeElbo: null, status: 'queued' }),
  testRun(3, { name: 'Run 1', bestNegativeElbo: 120, config: { conditioning: 'none' } }),
];

const sorted = (key: SortKey, descending: boolean) =>
  sortRuns(runs, { key, descending }).map((run) => runs.indexOf(run) + 1);

describe('sorting runs', () => {
  it('reads numbers in names', () => expect(sorted('name', false)).toEqual([3, 2, 1]));

  it('keeps runs without a loss last, whichever way', () => {
    expect(sorted('loss', false)).toEqual([3, 1, 2]);
    expect(sorted('loss', true)).toEqual([1, 3, 2]);
  });

  it('sorts losses that cannot be compared apart, those of most runs first', () => {
    const mixed = [
      testRun(1, { bestNegativeElbo: 140 }),
      testRun(2, { bestNegativeElbo: 50, config: { conditioning: 'quadrants-2' } }),
      testRun(3, { bestNegativeElbo: 130, config: { beta: 4 } }),
      testRun(4, { bestNegativeElbo: -1000, config: { likelihood: 'continuous-bernoulli' } }),
      testRun(5, { bestNegativeElbo: null, config: { conditioning: 'quadrants-2' } }),
    ];
    const order = (descending: boolean) =>
      sortRuns(mixed, { key: 'loss', descending }).map((run) => mixed.indexOf(run) + 1);
    expect(order(false)).toEqual([3, 1, 4, 2, 5]);
    expect(order(true)).toEqual([1, 3, 4, 2, 5]);
  });

  it('puts the newest first among equals', () => {
    expect(sorted('epochs', false)).toEqual([3, 2, 1]);
    expect(sorted('config', false)).toEqual([2, 1, 3]);
  });

  it('turns round on a second press', () => {
    const byLoss = nextOrder({ key: 'age', descending: true }, 'loss');
    expect(byLoss).toEqual({ key: 'loss', descending: false });
    expect(nextOrder(byLoss, 'loss')).toEqual({ key: 'loss', descending: true });
  });
});
