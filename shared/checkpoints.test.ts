import { describe, expect, it } from 'vitest';
import { bestCheckpoint, checkpointPlace } from './checkpoints';
import { checkpointIdSchema, runIdSchema } from './ids';
import type { CheckpointSummary } from './runs';

const run = runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const checkpointAt = (epoch: number, testLoss: number | null): CheckpointSummary => ({
  id: checkpointIdSchema.parse(`01890a5d-ac96-774b-bcce-${String(epoch).padStart(12, '0')}`),
  run,
  epoch,
  step: 0,
  sha256: '',
  bytes: 0,
  resumable: false,
  pinned: false,
  createdAt: 0,
  testLoss,
});

describe('bestCheckpoint', () => {
  it('is the first of those with the lowest test loss', () => {
    const checkpoints = [
      checkpointAt(1, 150),
      checkpointAt(2, 130),
      checkpointAt(3, 130),
      checkpointAt(4, null),
    ];
    expect(bestCheckpoint(checkpoints)?.epoch).toBe(2);
  });

  it('is none where nothing was tested', () => {
    expect(bestCheckpoint([])).toBeNull();
    expect(bestCheckpoint([checkpointAt(1, null)])).toBeNull();
  });
});

describe('checkpointPlace', () => {
  it('tells epochs, and steps into the next one', () => {
    expect(checkpointPlace({ epoch: 12, step: 0 })).toBe('12');
    expect(checkpointPlace({ epoch: 0, step: 1 })).toBe('0 + 1 step');
    expect(checkpointPlace({ epoch: 3, step: 1240 })).toBe('3 + 1,240 steps');
  });
});
