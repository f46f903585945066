import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { idAfter } from './id-after';

it('gives ids of now, one after the other', () => {
  const before = Date.now();
  const first = idAfter(undefined);
  const second = idAfter(first);
  expect(second > first).toBe(true);
  expect(second > v7({ msecs: before - 1 })).toBe(true);
  expect(second < v7({ msecs: before + 60_000 })).toBe(true);
});

it('goes on after an id of the future, as one that was given before the clock was put back', () => {
  const future = v7({ msecs: Date.now() + 86_400_000 });
  const ids = [future];
  for (let n = 0; n < 100; n++) ids.push(idAfter(ids.at(-1)));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(101);
});
