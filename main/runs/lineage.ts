import type { RunId } from '../../shared/ids';
import type { RunLineage, RunSummary } from '../../shared/runs';
import type { RunStore } from '../storage/run-store';
import type { RunAccess } from './run-access';

/**
 * The runs that one goes back to, up to the first whose parent is gone or cannot be read, and all that
 * go back to it.
 *
 * @throws WorkbenchError `not-found`
 */
export function lineageOf(id: RunId, access: RunAccess, runs: RunStore): RunLineage {
  const { line } = parentsOf(id, access);
  const passed = new Set([id, ...line.map((run) => run.id)]);
  const descendants: RunSummary[] = [];
  const waiting = runs.children(id).toReversed();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (passed.has(next.id)) continue;
    passed.add(next.id);
    descendants.push(next);
    waiting.push(...runs.children(next.id).toReversed());
  }
  return { ancestors: line.toReversed(), descendants };
}

/**
 * The parent, its parent and so on. In a damaged database they may lead back to a run that was passed: there
 * the line ends.
 *
 * @throws WorkbenchError `not-found`
 */
export function parentsOf(id: RunId, access: RunAccess) {
  const line: RunSummary[] = [];
  const passed = new Set([id]);
  let { parent } = access.get(id);
  while (parent !== null) {
    if (passed.has(parent.run)) return { line, leadsBack: true };
    const found = access.find(parent.run);
    if (found === undefined) break;
    passed.add(found.id);
    line.push(found);
    parent = found.parent;
  }
  return { line, leadsBack: false };
}
