import { describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids';
import { destinationOf, runAtGap, withMoved, type Move } from './order';

const ids = (letters: string) => Array.from(letters) as RunId[];

function moved(order: string, moving: string, move: Move): string {
  const set = new Set(ids(moving));
  return withMoved(ids(order), set, destinationOf(ids(order), set, move)).join('');
}

describe('runs that are moved in the queue', () => {
  it.each([
    ['abcde', 'c', 'up', 'acbde'],
    ['abcde', 'c', 'down', 'abdce'],
    ['abcde', 'c', 'front', 'cabde'],
    ['abcde', 'c', 'end', 'abdec'],
    ['abcde', 'a', 'up', 'abcde'],
    ['abcde', 'e', 'down', 'abcde'],
    ['abcde', 'bc', 'down', 'adbce'],
    ['abcde', 'bd', 'up', 'bdace'],
    ['abcde', 'bd', 'down', 'acebd'],
    ['abcde', 'ac', 'up', 'acbde'],
    ['abcde', 'db', 'end', 'acebd'],
    ['abc', 'abc', 'front', 'abc'],
  ] as const)('%s: %s %s is %s', (order, moving, move, result) => {
    expect(moved(order, moving, move)).toBe(result);
  });

  it.each([
    ['b', 0, 'a'],
    ['b', 1, 'c'],
    ['b', 4, 'e'],
    ['b', 5, null],
    ['de', 3, null],
  ] as const)('%s dropped at gap %d comes before %s', (moving, gap, before) => {
    expect(runAtGap(ids('abcde'), new Set(ids(moving)), gap)).toBe(before);
  });
});
