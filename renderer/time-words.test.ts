import { describe, expect, it } from 'vitest';
import { clockWords, roughDuration } from './time-words';

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

  it('are told by the clock, with the day when it is another', () => {
    const now = new Date(2024, 4, 6, 14, 0).getTime();
    expect(clockWords(new Date(2024, 4, 6, 23, 5).getTime(), now)).toBe('23:05');
    expect(clockWords(new Date(2024, 4, 7, 0, 5).getTime(), now)).toBe('Tue 00:05');
    expect(clockWords(new Date(2024, 5, 1, 9, 0).getTime(), now)).toBe('Jun 1, 09:00');
  });
});
