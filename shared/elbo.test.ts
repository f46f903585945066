import { describe, expect, it } from 'vitest';
import { elboScale, negativeElbo, whyNotComparable } from './elbo';
import { runConfigSchema, type RunConfigInput } from './run-config';

const config = (input: RunConfigInput) => runConfigSchema.parse(input);
const reference = config({});

describe('negative ELBO', () => {
  it('weighs the KL by 1', () => {
    expect(negativeElbo({ testReconstruction: 120, testKl: 8 })).toBe(128);
  });

  it.each<[RunConfigInput, string | null]>([
    [{ beta: 4, seed: 2, trainLimit: 2000, latentDimensions: 20, freeBits: 0.5 }, null],
    [{ conditioning: 'none' }, null],
    [{ dataset: 'other' }, 'trained on another dataset'],
    [{ likelihood: 'continuous-bernoulli' }, 'another likelihood'],
    [{ conditioning: 'quadrants-1' }, 'scored on other parts of the image'],
  ])('of %o compares with the reference: %s', (input, reason) => {
    const other = config(input);
    expect(whyNotComparable(other, reference)).toBe(reason);
    expect(elboScale(other) === elboScale(reference)).toBe(reason === null);
  });

  it('of two quadrants is not that of three', () => {
    const [two, three] = ['quadrants-2', 'quadrants-3'].map((conditioning) =>
      config({ conditioning: conditioning as 'quadrants-2' }),
    );
    expect(whyNotComparable(two!, three!)).not.toBeNull();
  });
});
