import { describe, expect, it } from 'vitest';
import type { RunDetail } from '../../shared/runs';
import { checkpointSummary, runSummary } from '../../shared/testing/runs';
import { findCheckpoint, parseCheckpointChoice } from './find-checkpoint';
import { thrownBy } from './testing/thrown-by';

const summary = runSummary({
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  name: 'seed',
  bestEpoch: 5,
});
const run: RunDetail = {
  ...summary,
  notes: '',
  engine: null,
  measures: [],
  trainingSeconds: 0,
  checkpoints: [
    checkpointSummary(summary.id, 5),
    checkpointSummary(summary.id, 7),
    checkpointSummary(summary.id, 7, 120),
  ],
};

describe('findCheckpoint', () => {
  it('finds the best, the last even within an epoch, and the end of an epoch', () => {
    expect(findCheckpoint(run, 'best')).toBe(run.checkpoints[0]);
    expect(findCheckpoint(run, 'last')).toBe(run.checkpoints[2]);
    expect(findCheckpoint(run, 7)).toBe(run.checkpoints[1]);
  });

  it('says which epochs are kept', () => {
    expect(thrownBy(() => findCheckpoint(run, 6))).toMatchObject({
      kind: 'not-found',
      remedy: 'Kept are those of epochs 5, 7.',
    });
  });

  it.each(['best', 'last', 1] as const)('says that there is none yet (%s)', (choice) => {
    expect(() => findCheckpoint({ ...run, bestEpoch: null, checkpoints: [] }, choice)).toThrow(
      '“seed” has no checkpoint yet.',
    );
  });
});

it('reads best, last and epochs', () => {
  expect(['best', 'last', '12'].map(parseCheckpointChoice)).toEqual(['best', 'last', 12]);
  expect(['', '0', 'first', '1.5', '-1'].map(parseCheckpointChoice)).toEqual(Array(5).fill(null));
});
