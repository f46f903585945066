import { expect, it } from 'vitest';
import { formatDuration } from './durations';

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
