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
  const ancestors: RunSummary[] = [];
  let { parent } = access.get(id);
  while (parent !== null) {
    const found = access.find(parent.run);
    if (found === undefined) break;
    ancestors.unshift(found);
    parent = found.parent;
  }
  return { ancestors, descendants: descendantsOf(id, runs) };
}

function descendantsOf(id: RunId, runs: RunStore): readonly RunSummary[] {
  return runs.children(id).flatMap((child) => [child, ...descendantsOf(child.id, runs)]);
}
