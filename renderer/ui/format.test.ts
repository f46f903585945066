import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatLoss,
} from './format';

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
    [0, '0 runs'],
    [1, '1 run'],
    [10_000, '10,000 runs'],
  ])('%s of something', (count, text) => expect(formatCounted(count, 'run')).toBe(text));

  it.each([
    [-1, '0 s'],
    [0.4, '0 s'],
    [45, '45 s'],
    [59.6, '1 min'],
    [192, '3 min 12 s'],
    [7500, '2 h 5 min'],
    [3600, '1 h'],
    [273_600, '3 d 4 h'],
  ])('duration of %s s', (seconds, text) => expect(formatDuration(seconds)).toBe(text));

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
