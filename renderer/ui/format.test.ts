import { describe, expect, it } from 'vitest';
import { formatAge, formatBytes, formatCount, formatLoss } from './format';

describe('formats', () => {
  it.each([
    [null, '–'],
    [128.034, '128.03'],
    [Number.NaN, 'NaN'],
    [-700.94, '-700.94'],
    [8_643_867_470_144.3, '8.64e12'],
  ])('loss %s', (nats, text) => expect(formatLoss(nats)).toBe(text));

  it.each([
    [null, '–'],
    [18_342.4, '18,342'],
  ])('count %s', (count, text) => expect(formatCount(count)).toBe(text));

  it.each([
    [-5, 'just now'],
    [59, 'just now'],
    [60, '1 min ago'],
    [7200, '2 h ago'],
    [86_400 * 3, '3 d ago'],
    [86_400 * 800, '2 y ago'],
  ])('age of %s s', (seconds, text) => expect(formatAge(0, seconds * 1000)).toBe(text));

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [4_900_000, '4.9 MB'],
    [216_000_000, '216 MB'],
  ])('%s bytes', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});
