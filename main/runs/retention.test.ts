import { describe, expect, it } from 'vitest';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { CheckpointSummary } from '../../shared/runs';
import { planRetention, type RetentionRules } from './retention';

const idOf = (epoch: number, step = 0): CheckpointId => `${epoch}+${step}` as CheckpointId;

/** Epochs 1 to `last`; the test loss is lowest at epoch 3. */
function epochs(last: number): CheckpointSummary[] {
  return Array.from({ length: last }, (_, index) => checkpoint(index + 1));
}

function checkpoint(epoch: number, step = 0): CheckpointSummary {
  return {
    id: idOf(epoch, step),
    run: 'run' as RunId,
    epoch,
    step,
    sha256: '',
    bytes: 1,
    resumable: true,
    pinned: false,
    createdAt: 0,
    testLoss: step > 0 ? null : 100 + Math.abs(epoch - 3),
  };
}

/** Ids that stay, those with their optimiser's state marked `*`. */
function kept(checkpoints: readonly CheckpointSummary[], rules: Partial<RetentionRules> = {}) {
  const plan = planRetention(checkpoints, {
    checkpointEvery: 5,
    branchPoints: new Set(),
    ...rules,
  });
  return checkpoints
    .filter(({ id }) => !plan.remove.includes(id))
    .map(({ id }) => (plan.dropOptimizer.includes(id) ? id : `${id}*`));
}

describe('planRetention', () => {
  it('keeps regular ones, the best, and the last two with their optimiser', () => {
    expect(kept(epochs(12))).toEqual(['3+0', '5+0', '10+0', '11+0*', '12+0*']);
    expect(kept(epochs(2))).toEqual(['1+0*', '2+0*']);
    expect(kept([])).toEqual([]);
  });

  it('keeps a halted state as long as it is the newest', () => {
    expect(kept([...epochs(7), checkpoint(7, 40)])).toEqual([
      '3+0',
      '5+0',
      '6+0*',
      '7+0*',
      '7+40*',
    ]);
    expect(kept([...epochs(7), checkpoint(7, 40), checkpoint(8)])).not.toContain('7+40*');
  });

  it('keeps pinned ones whole, and the weights of origins of branches', () => {
    const checkpoints = epochs(9).map((each) =>
      each.epoch === 1 ? { ...each, pinned: true } : each,
    );
    expect(kept(checkpoints, { branchPoints: new Set([idOf(2)]) })).toEqual([
      '1+0*',
      '2+0',
      '3+0',
      '5+0',
      '8+0*',
      '9+0*',
    ]);
  });

  it('keeps the first of equally good ones, and does not count the start as regular', () => {
    const flat = [checkpoint(0), ...epochs(6)].map((each) => ({ ...each, testLoss: 1 }));
    expect(kept(flat.slice(1))).toEqual(['1+0', '5+0*', '6+0*']);
    expect(kept([{ ...checkpoint(0), testLoss: null }, ...epochs(4)])).not.toContain('0+0');
  });
});
