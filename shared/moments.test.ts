import { expect, it } from 'vitest';
import { clockWords, dayWords, momentWords } from './moments';

const at = (...parts: readonly [number, number, number, number, number]): number =>
  new Date(...parts).getTime();

it('tells moments to come by the clock, with the day when it is another', () => {
  const now = at(2024, 4, 6, 14, 0);
  expect(clockWords(at(2024, 4, 6, 23, 5), now)).toBe('23:05');
  expect(clockWords(at(2024, 4, 7, 0, 5), now)).toBe('Tue 00:05');
  expect(clockWords(at(2024, 5, 1, 9, 0), now)).toBe('1 Jun 2024, 09:00');
});

it('tells dates in one order, and hours up to 23', () => {
  expect(momentWords(at(2026, 10, 30, 21, 24))).toBe('30 Nov 2026, 21:24');
  expect(momentWords(at(2026, 0, 3, 0, 5))).toBe('3 Jan 2026, 00:05');
  expect(dayWords(at(2026, 0, 3, 0, 5))).toBe('3 Jan 2026');
});
