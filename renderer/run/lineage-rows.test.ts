import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../shared/runs';
import { testRunId as idOf } from '../../shared/testing/runs';
import { lastEpoch, lineageRows } from './lineage-rows';
import { checkpoint, runDetail } from './testing';

function run(number: number, epochsDone: number, from?: readonly [number, number]): RunSummary {
  const parent =
    from === undefined
      ? null
      : { run: idOf(from[0]), checkpoint: checkpoint(from[1]).id, epoch: from[1] };
  return runDetail({ id: idOf(number), epochsDone, parent });
}

describe('lineageRows', () => {
  it('puts each run below its parent, from where it branched off to where it is', () => {
    const lineage = {
      ancestors: [run(1, 50), run(2, 30, [1, 20])],
      descendants: [run(4, 60, [3, 40]), run(5, 41, [4, 40])],
    };
    const rows = lineageRows(run(3, 45, [2, 25]), lineage);
    expect(rows.map(({ from, to, parent, left }) => [from, to, parent, left])).toEqual([
      [0, 50, null, 20],
      [20, 30, 0, 25],
      [25, 45, 1, null],
      [40, 60, 2, null],
      [40, 41, 3, null],
    ]);
    expect(lastEpoch(rows)).toBe(60);
  });

  it('begins where a run branched off of one that is gone', () => {
    const [row] = lineageRows(run(3, 45, [2, 25]), { ancestors: [], descendants: [] });
    expect(row).toMatchObject({ from: 25, parent: null });
  });
});
