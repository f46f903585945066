import { describe, expect, it } from 'vitest';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';
import { checkpointAt, firstSharedEpoch, lastEpoch } from './epochs';

const at = (epoch: number, step = 0): CheckpointSummary =>
  ({ epoch, step }) as Partial<CheckpointSummary> as CheckpointSummary;
const run = (epochsDone: number, ...checkpoints: CheckpointSummary[]): RunDetail =>
  ({ epochsDone, checkpoints }) as Partial<RunDetail> as RunDetail;

describe('checkpointAt', () => {
  const checkpoints = [at(5), at(9), at(10), at(10, 40)];

  it('is the newest one that was there at the end of the epoch', () => {
    expect(checkpointAt(checkpoints, 5)).toBe(checkpoints[0]);
    expect(checkpointAt(checkpoints, 8)).toBe(checkpoints[0]);
    expect(checkpointAt(checkpoints, 9)).toBe(checkpoints[1]);
    expect(checkpointAt(checkpoints, 50)).toBe(checkpoints[3]);
    expect(checkpointAt(checkpoints, null)).toBe(checkpoints[3]);
  });

  it('does not take steps of the epoch after for the epoch', () => {
    expect(checkpointAt(checkpoints, 10)).toBe(checkpoints[2]);
    expect(checkpointAt(checkpoints, 11)).toBe(checkpoints[3]);
  });

  it('is none before the first', () => {
    expect(checkpointAt(checkpoints, 4)).toBeNull();
    expect(checkpointAt([], null)).toBeNull();
  });
});

describe('the slider over epochs', () => {
  it('reaches to the last thing that any run has', () => {
    expect(lastEpoch([run(8, at(5), at(8)), run(10, at(10), at(10, 3))])).toBe(11);
    expect(lastEpoch([run(12, at(10))])).toBe(12);
    expect(lastEpoch([run(0)])).toBe(1);
  });

  it('knows from where on every run has a checkpoint', () => {
    expect(firstSharedEpoch([run(8, at(5)), run(8, at(2), at(3)), run(0)])).toBe(5);
    expect(firstSharedEpoch([run(0)])).toBe(1);
  });
});
