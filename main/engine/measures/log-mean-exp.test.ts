import { describe, expect, it } from 'vitest';
import { LogMeanExp } from './log-mean-exp';

function meanOf(values: readonly number[]): LogMeanExp {
  const mean = new LogMeanExp();
  values.forEach((value) => mean.add(value));
  return mean;
}

describe('LogMeanExp', () => {
  it('is the logarithm of the mean, in any order', () => {
    const values = [0.5, -1, 2, 0];
    const expected = Math.log(values.reduce((sum, x) => sum + Math.exp(x), 0) / 4);
    expect(meanOf(values).value).toBeCloseTo(expected, 12);
    expect(meanOf(values.toReversed()).value).toBeCloseTo(expected, 12);
    expect(meanOf(values).meanOfLogs).toBeCloseTo(0.375, 12);
  });

  it('holds where exp underflows', () => {
    expect(meanOf([-5000, -5000 + Math.log(3)]).value).toBeCloseTo(-5000 + Math.log(2), 9);
  });
});
