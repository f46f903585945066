import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import { divergedAt } from './divergence';

const at = (input: RunConfigInput, losses = [NaN, NaN, 3], epochsDone = 4) =>
  divergedAt(runConfigSchema.parse(input), 'step 7 of epoch 5', epochsDone, losses);

describe('divergedAt', () => {
  it('says where, and what is kept', () => {
    expect(at({})).toMatchObject({ kind: 'diverged' });
    expect(at({}).message).toContain(
      'at step 7 of epoch 5 the loss was NaN (reconstruction NaN, KL 3.00).',
    );
    expect(at({}, [Infinity]).message).toContain('the loss was Infinity. The last good');
    expect(at({}).message).toContain('of epoch 4, is kept');
    expect(at({}, [NaN, NaN, 3], 0).message).toContain('no checkpoint was stored');
  });

  it.each<[RunConfigInput, string]>([
    [{ learningRate: 0.5 }, 'the learning rate of 0.5: try 0.05'],
    [{ beta: 50 }, 'beta, 50'],
    [{ precision: 'bfloat16' }, 'float32'],
    [{}, 'a lower learning rate, such as 0.00033'],
  ])('names the likely cause: %o', (input, cause) => {
    expect(at(input, [Infinity, 120, Infinity]).remedy).toContain(cause);
  });
});
