import type { RunId } from '../../shared/ids';
import type { RunSummary } from '../../shared/runs';

/** What became of runs: their present state, or null for one that went. */
export type RunChanges = ReadonlyMap<RunId, RunSummary | null>;

/** The list with the changes made. */
export function withChanges(
  runs: readonly RunSummary[],
  changes: RunChanges,
): readonly RunSummary[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  for (const [id, run] of changes) {
    if (run === null) byId.delete(id);
    else byId.set(id, run);
  }
  return [...byId.values()];
}
