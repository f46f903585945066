import { expect, it } from 'vitest';
import { counted } from './counted';

it.each([
  [0, '0 runs'],
  [1, '1 run'],
  [10_000, '10,000 runs'],
])('counts %s of something', (count, text) => expect(counted(count, 'run')).toBe(text));

it('counts what has a plural of its own', () => {
  expect([1, 2].map((count) => counted(count, 'class', 'classes'))).toEqual([
    '1 class',
    '2 classes',
  ]);
});
