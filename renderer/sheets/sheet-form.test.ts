import { describe, expect, it } from 'vitest';
import { checkpointIdSchema, runIdSchema } from '../../shared/ids';
import type { CheckpointSummary } from '../../shared/runs';
import { readSheetForm, startForm, toggleLabel, type SheetForm } from './sheet-form';

const checkpoint: CheckpointSummary = {
  id: checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058'),
  run: runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057'),
  epoch: 3,
  step: 0,
  sha256: '',
  bytes: 0,
  resumable: true,
  pinned: false,
  createdAt: 0,
  testLoss: 130,
};

const read = (changes: Partial<SheetForm>, conditioning: 'label' | 'none' = 'label') =>
  readSheetForm({ ...startForm, ...changes }, checkpoint, { conditioning });
const issuesOf = (changes: Partial<SheetForm>, conditioning?: 'label' | 'none') => {
  const reading = read(changes, conditioning);
  return reading.ok ? [] : reading.issues;
};

describe('readSheetForm', () => {
  it('makes a recipe of the checkpoint', () => {
    const reading = read({ labels: [3, 7], count: ' 1,000 ', seed: '42', scale: 2 });
    expect(reading).toEqual({
      ok: true,
      recipe: {
        version: 1,
        kind: 'digits',
        run: checkpoint.run,
        checkpoint: checkpoint.id,
        labels: [3, 7],
        count: 1000,
        seed: 42,
        scale: 2,
      },
    });
  });

  it('says beside which field what is wrong', () => {
    expect(issuesOf({ labels: [] })).toEqual([
      { field: 'labels', message: 'Choose at least one digit.' },
    ]);
    for (const count of ['', '0', '1001', '2.5', 'ten', '-1', '1,00']) {
      expect(issuesOf({ count })).toEqual([
        { field: 'count', message: 'Count must be a whole number from 1 to 1,000.' },
      ]);
    }
    expect(issuesOf({ seed: '2147483648' })[0]?.field).toBe('seed');
  });

  it('asks a model without labels for columns alone', () => {
    const reading = read({ labels: [], columns: '3' }, 'none');
    expect(reading.ok && reading.recipe.labels).toEqual([0, 0, 0]);
    expect(issuesOf({ columns: '33' }, 'none')[0]?.field).toBe('columns');
    expect(issuesOf({ columns: '' }, 'none')[0]?.field).toBe('columns');
  });
});

describe('toggleLabel', () => {
  it('adds in order and takes away', () => {
    expect(toggleLabel([1, 7], 3)).toEqual([1, 3, 7]);
    expect(toggleLabel([1, 3, 7], 3)).toEqual([1, 7]);
  });
});
