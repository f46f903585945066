import type { RunLineage, RunSummary } from '../../shared/runs';

/** A run as one line over epochs, in a drawing of its lineage. */
export interface LineageRow {
  readonly run: RunSummary;
  /** Index of the parent's row; null when it has none, or one that is gone. */
  readonly parent: number | null;
  /** Epochs at which the line begins and at which it ends so far. */
  readonly from: number;
  readonly to: number;
  /** Epoch where the way to the run at hand leaves the line; null for it and what branched off from it. */
  readonly left: number | null;
}

/** One row a run: those it goes back to, itself, and those that go back to it, each below its parent. */
export function lineageRows(run: RunSummary, lineage: RunLineage): LineageRow[] {
  const runs = [...lineage.ancestors, run, ...lineage.descendants];
  const here = lineage.ancestors.length;
  return runs.map((each, index) => {
    const parent = runs.findIndex(({ id }) => id === each.parent?.run);
    return {
      run: each,
      parent: parent === -1 ? null : parent,
      from: each.parent?.epoch ?? 0,
      to: each.epochsDone,
      left: index < here ? (runs[index + 1]?.parent?.epoch ?? null) : null,
    };
  });
}

/** The last epoch that a drawing of these rows has to reach. */
export function lastEpoch(rows: readonly LineageRow[]): number {
  return Math.max(1, ...rows.map(({ to, run }) => Math.max(to, run.config.epochs)));
}
