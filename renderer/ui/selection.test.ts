import { describe, expect, it } from 'vitest';
import { choose, extend, moveTo, nothingChosen, toggle } from './selection';

const ids = ['a', 'b', 'c', 'd', 'e'];
const chosen = (selection: { chosen: ReadonlySet<string> }) => [...selection.chosen].join('');

describe('selection', () => {
  it('takes one row at a time', () => {
    expect(choose('b')).toEqual({ chosen: new Set('b'), active: 'b', anchor: 'b' });
  });

  it('adds and takes off single rows', () => {
    const two = toggle(choose('b'), 'd');
    expect(chosen(two)).toBe('bd');
    expect(chosen(toggle(two, 'b'))).toBe('d');
  });

  it('extends from the anchor either way, dropping what the last range held', () => {
    const down = extend(choose('c'), ids, 'e');
    expect(chosen(down)).toBe('cde');
    const up = extend(down, ids, 'a');
    expect(chosen(up)).toBe('abc');
    expect(up.active).toBe('a');
  });

  it('extends from the row itself when nothing was chosen', () => {
    expect(chosen(extend<string>(nothingChosen, ids, 'b'))).toBe('b');
  });

  it('moves the focus without choosing', () => {
    expect(moveTo(choose('a'), 'c')).toEqual({ chosen: new Set('a'), active: 'c', anchor: 'a' });
  });
});
