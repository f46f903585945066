import { describe, expect, it } from 'vitest';
import { roughDuration } from './time-words';

describe('expected times', () => {
  it.each([
    [0.2, '1 s'],
    [42.4, '42 s'],
    [187, '3 min 10 s'],
    [1_230, '21 min'],
    [7_400, '2 h 5 min'],
    [40_000, '11 h'],
    [200_000, '2 d 8 h'],
  ])('%d s is %s', (seconds, words) => {
    expect(roughDuration(seconds)).toBe(words);
  });
});
