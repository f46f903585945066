import { branchKeys, type BranchChanges } from '../../shared/branching';
import { WorkbenchError, type FieldIssue } from '../../shared/errors';
import type { RunConfig } from '../../shared/run-config';
import { runConfigSchema } from '../../shared/run-config';
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
  const allowed: readonly string[] = branchKeys;
  const issues: FieldIssue[] = Object.keys(changes)
    .filter((key) => !allowed.includes(key))
    .map((field) => ({
      field,
      message: 'This cannot change in a branch: it must fit the weights.',
    }));
  const parsed = runConfigSchema.safeParse({ ...parent, ...changes });
  if (!parsed.success) {
    issues.push(
      ...parsed.error.issues.map(({ path, message }) => ({ field: String(path[0]), message })),
    );
  } else if (parsed.data.epochs <= checkpoint.epoch) {
    issues.push({
      field: 'epochs',
      message: `Epochs must be more than the ${checkpoint.epoch} that this checkpoint has behind it.`,
    });
  }
  if (parsed.success && issues.length === 0) return parsed.data;
  throw new WorkbenchError({
    kind: 'invalid-input',
    message: 'The branch cannot be made so. Nothing was changed.',
    issues,
  });
}

export const cannotGoOn = (): WorkbenchError =>
  new WorkbenchError({
    kind: 'conflict',
    message:
      "Training cannot go on from this checkpoint: its optimiser's state was dropped to save space. Nothing was changed.",
    remedy: 'Branch from one of the last two checkpoints, or pin a checkpoint while it is new.',
  });
