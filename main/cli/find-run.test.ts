import { describe, expect, it } from 'vitest';
import { runSummary } from '../../shared/testing/runs';
import { findRun } from './find-run';
import { thrownBy } from './testing/thrown-by';

const runs = [
  runSummary({ id: '01890a5d-ac96-774b-bcce-b302099a8057', name: 'first' }),
  runSummary({ id: '01890a5d-ffff-774b-bcce-b302099a8057', name: 'twin' }),
  runSummary({ id: '01890b00-0000-774b-bcce-b302099a8057', name: 'twin' }),
  runSummary({ id: '01890c00-0000-774b-bcce-b302099a8057', name: '01890b' }),
];

describe('findRun', () => {
  it('finds by id, by the beginning of an id, and by name', () => {
    expect(findRun(runs, runs[1]!.id)).toBe(runs[1]);
    expect(findRun(runs, '01890A5D-AC')).toBe(runs[0]);
    expect(findRun(runs, 'first')).toBe(runs[0]);
  });

  it('lists the candidates when several runs fit', () => {
    expect(thrownBy(() => findRun(runs, 'twin'))).toMatchObject({ kind: 'conflict' });
    expect(() => findRun(runs, 'twin')).toThrow(/fits 2 runs[^]*01890a5d-ffff[^]*01890b00/);
    expect(() => findRun(runs, '01890a')).toThrow(/fits 2 runs/);
  });

  it('does not guess between a name and the beginning of an id', () => {
    expect(() => findRun(runs, '01890b')).toThrow(/fits 2 runs/);
  });

  it.each(['nothing', '', 'fir'])('says that there is no run “%s”', (text) => {
    expect(thrownBy(() => findRun(runs, text))).toMatchObject({ kind: 'not-found' });
  });
});
