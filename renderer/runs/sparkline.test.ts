import { describe, expect, it } from 'vitest';
import { sparkline } from './sparkline';

describe('sparkline', () => {
  it('fills its box, the lowest value at the bottom', () => {
    expect(sparkline([3, 1, 2], 40, 20)).toBe('M0 0L20 20L40 10');
  });

  it('runs through the middle when nothing changes', () => {
    expect(sparkline([5, 5], 40, 20)).toBe('M0 10L40 10');
    expect(sparkline([5], 40, 20)).toBe('M0 10');
  });

  it('breaks off where a loss was no number', () => {
    expect(sparkline([2, NaN, 1, 1], 30, 10)).toBe('M0 0M20 10L30 10');
    expect(sparkline([], 30, 10)).toBe('');
  });
});
