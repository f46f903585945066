import { describe, expect, it } from 'vitest';
import { resultOf } from './results';
import { median, percentile } from './statistics';

describe('statistics of runs', () => {
  it('takes the middle of an odd number and the mean of the middle two of an even one', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([9, 1, 5, 3])).toBe(4);
  });

  it('interpolates percentiles between neighbours, and meets both ends', () => {
    const values = Array.from({ length: 101 }, (_, i) => 100 - i);
    expect(percentile(values, 95)).toBe(95);
    expect(percentile([10, 20], 25)).toBe(12.5);
    expect(percentile([10, 20], 0)).toBe(10);
    expect(percentile([10, 20], 100)).toBe(20);
    expect(percentile([7], 99)).toBe(7);
  });

  it('refuses what measured nothing', () => {
    expect(() => median([])).toThrow('no values');
    expect(() => resultOf('train', 'eager', 's', [])).toThrow('no values');
    expect(() => resultOf('train', 'eager', 's', [1, NaN])).toThrow('eager was measured as NaN');
  });

  it('keeps runs in their order beside median and spread', () => {
    expect(resultOf('decode', '100 digits', 'ms', [3, 1, 2])).toEqual({
      group: 'decode',
      name: '100 digits',
      unit: 'ms',
      median: 2,
      min: 1,
      max: 3,
      runs: [3, 1, 2],
    });
  });
});
