import type { RunSummary } from '../../shared/runs';
import { familyOf, type GroupId } from './config-family';
import { scaleRanks } from './scales';
import { compare, type Sortable, type SortOrder } from './sort';
import { lossSpread, type Spread } from './spread';

/** Runs whose configurations differ in their seed alone. */
export interface RunGroup {
  readonly kind: 'group';
  readonly id: GroupId;
  /** At least two, as they are sorted. */
  readonly runs: readonly RunSummary[];
  readonly spread: Spread | null;
  /** Different seeds among them. */
  readonly seeds: number;
  readonly isOpen: boolean;
}

/** A row of the table. */
export type TableRow =
  | RunGroup
  | {
      readonly kind: 'run';
      readonly id: RunSummary['id'];
      readonly run: RunSummary;
      /** The open group that it stands in. */
      readonly group: GroupId | null;
    };

export function runRow(run: RunSummary, group: GroupId | null = null): TableRow {
  return { kind: 'run', id: run.id, run, group };
}

/** The same for runs whose configurations differ in their seed alone. */
export const groupId = ({ config }: RunSummary): GroupId => familyOf(config).id;

/**
 * Rows of runs that are sorted already. A group stands where its first run would; when the order is by loss,
 * where its mean belongs. A run that is alone with its configuration stands for itself.
 */
export function groupRows(
  runs: readonly RunSummary[],
  order: SortOrder,
  open: ReadonlySet<GroupId>,
): readonly TableRow[] {
  const groups = new Map<GroupId, RunSummary[]>();
  for (const run of runs) {
    const id = groupId(run);
    const alike = groups.get(id);
    if (alike === undefined) groups.set(id, [run]);
    else alike.push(run);
  }
  const rows = [...groups].map(([id, alike]): TableRow => {
    const [first] = alike;
    if (alike.length === 1 && first) return runRow(first);
    return {
      kind: 'group',
      id,
      runs: alike,
      spread: lossSpread(alike),
      seeds: new Set(alike.map(({ config }) => config.seed)).size,
      isOpen: open.has(id),
    };
  });
  if (order.key === 'loss') {
    const rank = scaleRanks(runs);
    const sortable = (row: TableRow): Sortable => ({
      value: meanOf(row),
      rank: rank(firstRun(row)),
    });
    rows.sort((a, b) => compare(sortable(a), sortable(b), order.descending ? -1 : 1));
  }
  return rows.flatMap((row) =>
    row.kind === 'group' && row.isOpen ? [row, ...row.runs.map((run) => runRow(run, row.id))] : row,
  );
}

const meanOf = (row: TableRow) =>
  row.kind === 'run' ? row.run.bestNegativeElbo : (row.spread?.mean ?? null);

const firstRun = (row: TableRow) => (row.kind === 'run' ? row.run : row.runs[0]!);
