import { describe, expect, it } from 'vitest';
import { groupId, groupRows, type TableRow } from './groups';
import { sortRuns, type SortOrder } from './sort';
import { lossSpread } from './spread';
import { testRun } from './testing';

const runs = [
  testRun(1, { bestNegativeElbo: 130, config: { seed: 1 } }),
  testRun(2, { bestNegativeElbo: 110, config: { seed: 1, beta: 2 } }),
  testRun(3, { bestNegativeElbo: 100, config: { seed: 2 } }),
  testRun(4, { bestNegativeElbo: null, config: { seed: 3 } }),
  testRun(5, { bestNegativeElbo: null, config: { seed: 3, beta: 4 } }),
];
const group = groupId(runs[0]!);

const names = (rows: readonly TableRow[]) =>
  rows.map((row) => (row.kind === 'group' ? `${row.runs.length} alike` : row.run.name));

function shown(order: SortOrder, open: readonly (typeof group)[] = []) {
  return groupRows(sortRuns(runs, order), order, new Set(open));
}

describe('groups of runs', () => {
  it('hold what differs in the seed alone, and leave a lone run as it is', () => {
    const [lone, other, alike] = shown({ key: 'age', descending: true });
    expect(names([lone!, other!, alike!])).toEqual(['Run 5', '3 alike', 'Run 2']);
    expect(other).toMatchObject({ seeds: 3, spread: { count: 2, mean: 115, lowest: 100 } });
  });

  it('stand by their mean when losses are sorted, without a loss last', () => {
    expect(names(shown({ key: 'loss', descending: false }))).toEqual(['Run 2', '3 alike', 'Run 5']);
    expect(names(shown({ key: 'loss', descending: true }))).toEqual(['3 alike', 'Run 2', 'Run 5']);
  });

  it('show their runs when open', () => {
    expect(names(shown({ key: 'loss', descending: false }, [group]))).toEqual([
      'Run 2',
      '3 alike',
      'Run 3',
      'Run 1',
      'Run 4',
      'Run 5',
    ]);
  });
});

describe('spread', () => {
  it('is mean and sample deviation of the runs that have a loss', () => {
    expect(lossSpread(runs.slice(0, 4))).toEqual({
      count: 3,
      mean: 340 / 3,
      deviation: expect.closeTo(15.2752523, 6) as number,
      lowest: 100,
    });
    expect(lossSpread([runs[1]!])?.deviation).toBeNull();
    expect(lossSpread([runs[3]!])).toBeNull();
    const quadrants = testRun(6, { config: { conditioning: 'quadrants-1' } });
    expect(lossSpread([runs[0]!, quadrants])).toBeNull();
  });
});
