import { describe, expect, it } from 'vitest';
import { distinctColours } from './colours';

describe('distinctColours', () => {
  it('keeps the colours of runs, and tells apart those that have the same', () => {
    expect(distinctColours([3, 5, 0])).toEqual([3, 5, 0]);
    expect(distinctColours([7, 7, 0, 7])).toEqual([7, 1, 0, 2]);
    expect(new Set(distinctColours([2, 2, 2, 2, 2, 2])).size).toBe(6);
  });
});
