import type { RunId } from '../../shared/ids';
import type { Stores } from '../storage/stores';
import { parentsOf } from './lineage';
import type { RunAccess } from './run-access';

/**
 * What of a run that can be read cannot: a sentence each.
 *
 * @throws WorkbenchError `not-found`
 */
export function damageOf(run: RunId, access: RunAccess, stores: Stores): readonly string[] {
  const { config } = access.get(run);
  const { metrics, snapshots, checkpoints, measures } = stores;
  const { leadsBack } = parentsOf(run, access);
  return [
    ...(leadsBack ? ['The runs that it branched off from lead back to itself.'] : []),
    ...metrics.damage(run, config.latentDimensions),
    ...snapshots.damage(run),
    ...checkpoints.damage(run),
    ...measures.damage(run),
  ];
}
