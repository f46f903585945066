import { describe, expect, it } from 'vitest';
import { readNumbers, writeNumbers } from './number-list';

describe('readNumbers', () => {
  it('reads ranges and single numbers in the order they stand', () => {
    expect(readNumbers('0-3, 12', 100)).toEqual([0, 1, 2, 3, 12]);
    expect(readNumbers(' 7 – 9 3;3 ', 100)).toEqual([7, 8, 9, 3, 3]);
    expect(readNumbers('', 100)).toEqual([]);
  });

  it.each(['a', '3-1', '-2', '1.5', '0-', '5-9-12', '99999999'])('refuses “%s”', (text) => {
    expect(readNumbers(text, 100)).toBeNull();
  });

  it('refuses more than there may be, without listing them', () => {
    expect(readNumbers('0-99', 100)).toHaveLength(100);
    expect(readNumbers('0-100', 100)).toBeNull();
    expect(readNumbers('0-98, 5, 6', 100)).toBeNull();
    expect(readNumbers('0-9999999', 100)).toBeNull();
  });
});

describe('writeNumbers', () => {
  it('writes what readNumbers reads as the same numbers', () => {
    for (const numbers of [[], [4], [0, 1, 2, 7], [9, 8, 7], [3, 3, 4]]) {
      expect(readNumbers(writeNumbers(numbers), 100)).toEqual(numbers);
    }
    expect(writeNumbers([0, 1, 2, 3, 12])).toBe('0-3, 12');
  });
});
