import { describe, expect, it } from 'vitest';
import { resultOf } from './results';
import { circumstances, formatValue, resultTable } from './table';

const machine = {
  cpu: 'Some CPU',
  threads: 4,
  memory: 8 * 2 ** 30,
  system: 'Linux 6',
  load: 0.5,
  date: '2026-01-01T00:00:00.000Z',
  quick: false,
};

describe('the table of results', () => {
  it('has a line for each result with median, spread, unit and runs', () => {
    const table = resultTable([
      resultOf('train', 'graph', 's/epoch', [2.5, 2.25, 2.75]),
      resultOf('train', 'graph', 'images/s', [24_000, 26_667, 21_818]),
    ]);
    expect(table.split('\n').map((line) => line.split(/\s{2,}/))).toEqual([
      ['GROUP', 'WHAT', 'MEDIAN', 'MIN', 'MAX', 'UNIT', 'RUNS'],
      ['train', 'graph', '2.50', '2.25', '2.75', 's/epoch', '3'],
      ['train', 'graph', '24,000', '21,818', '26,667', 'images/s', '3'],
    ]);
  });

  it('shows three significant digits', () => {
    expect([0, 0.2345, 2.345, 23.45, 234.5, 23450].map(formatValue)).toEqual([
      '0',
      '0.235',
      '2.35',
      '23.5',
      '235',
      '23,450',
    ]);
  });

  it('names machine and versions, and warns of what makes the numbers doubtful', () => {
    const versions = { electron: '33.2.1', tensorflow: '2.21.0' };
    expect(circumstances(machine, versions)).toBe(
      'Some CPU, 4 threads, 8.0 GiB, Linux 6\nelectron 33.2.1, tensorflow 2.21.0',
    );
    expect(circumstances({ ...machine, load: 3, quick: true }, versions)).toMatch(
      /busy \(load 3\.0\)[^]*small slice/,
    );
  });
});
