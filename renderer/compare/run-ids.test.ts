import { describe, expect, it } from 'vitest';
import { readRunIds } from './run-ids';

const id = (n: number): string => `01920000-0000-7000-8000-00000000000${n}`;

describe('readRunIds', () => {
  it('reads the runs of an address in their order', () => {
    expect(readRunIds(`${id(2)},${id(1)}`)).toEqual([id(2), id(1)]);
    expect(readRunIds(null)).toEqual([]);
    expect(readRunIds('')).toEqual([]);
  });

  it('leaves out what is no run, what comes twice, and what is too much', () => {
    expect(readRunIds(`${id(1)},nonsense,${id(1)}`)).toEqual([id(1)]);
    const eight = [1, 2, 3, 4, 5, 6, 7, 8].map(id);
    expect(readRunIds(eight.join(','))).toEqual(eight.slice(0, 6));
  });
});
