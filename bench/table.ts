import Table from 'cli-table3';
import type { Machine } from './machine';
import type { Result, Versions } from './results';

/** Three significant digits at least, and no digits behind the point that say nothing. */
export function formatValue(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** The results as a table for a terminal, in their order, a line each. */
export function resultTable(results: readonly Result[]): string {
  const table = new Table({
    head: ['GROUP', 'WHAT', 'MEDIAN', 'MIN', 'MAX', 'UNIT', 'RUNS'],
    colAligns: ['left', 'left', 'right', 'right', 'right', 'left', 'right'],
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: noBorders,
  });
  for (const { group, name, median, min, max, unit, runs } of results) {
    const values = [median, min, max].map(formatValue);
    table.push([group, name, ...values, unit, String(runs.length)]);
  }
  return trimmedLines(table.toString());
}

/** What the results were measured on and with, a line each. */
export function circumstances(machine: Machine, versions: Versions): string {
  const { cpu, threads, memory, system, load, quick } = machine;
  const gigabytes = (memory / 2 ** 30).toFixed(1);
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${cpu}, ${threads} threads, ${gigabytes} GiB, ${system}`,
    named.join(', '),
    ...(load > threads / 2
      ? [`The machine was busy (load ${load.toFixed(1)}): compare ratios, not times.`]
      : []),
    ...(quick ? ['A small slice only (--quick): a check that it runs, not a measurement.'] : []),
  ].join('\n');
}

const parts = ['top', 'bottom', 'left', 'right', 'mid', 'middle'] as const;
const noBorders = Object.fromEntries(
  [
    ...parts,
    ...['top-mid', 'top-left', 'top-right', 'bottom-mid', 'bottom-left', 'bottom-right'],
    ...['left-mid', 'mid-mid', 'right-mid'],
  ].map((part) => [part, '']),
);

function trimmedLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
