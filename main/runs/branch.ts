import { readBranch, type BranchChanges } from '../../shared/branching';
import { WorkbenchError } from '../../shared/errors';
import type { RunConfig } from '../../shared/run-config';
import type { CheckpointSummary } from '../../shared/runs';

/**
 * The configuration of a branch: the parent's, but for what is changed.
 *
 * @throws WorkbenchError `invalid-input` with an issue for each field that is wrong or cannot change.
 */
export function branchConfig(
  parent: RunConfig,
  checkpoint: CheckpointSummary,
  changes: BranchChanges,
): RunConfig {
  const reading = readBranch(parent, checkpoint.epoch, changes);
  if (reading.ok) return reading.config;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The branch cannot be made so. Nothing was changed.',
    issues: reading.issues,
  });
}

export const cannotGoOn = (): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message:
      'Training cannot go on from this checkpoint: its optimiser’s state was dropped to save space. Nothing was changed.',
    remedy: 'Branch from one of the last two checkpoints, or pin a checkpoint while it is new.',
  });
