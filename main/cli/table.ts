import Table from 'cli-table3';

/** What a column is headed by, and which side its values stand on. */
type Column = readonly [head: string, align: 'left' | 'right'];

/** Columns for a terminal, without lines between them. */
export function plainTable(
  columns: readonly Column[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const nothing = '';
  const table = new Table({
    head: columns.map(([head]) => head),
    colAligns: columns.map(([, align]) => align),
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 2 },
    chars: {
      ...{ top: nothing, 'top-mid': nothing, 'top-left': nothing, 'top-right': nothing },
      ...{
        bottom: nothing,
        'bottom-mid': nothing,
        'bottom-left': nothing,
        'bottom-right': nothing,
      },
      ...{ left: nothing, 'left-mid': nothing, mid: nothing, 'mid-mid': nothing },
      ...{ right: nothing, 'right-mid': nothing, middle: nothing },
    },
  });
  table.push(...rows.map((row) => [...row]));
  return table.toString().replaceAll(/ +$/gm, '');
}
