import type { CheckpointId } from '../../shared/ids';
import type { CheckpointSummary } from '../../shared/runs';

export interface RetentionRules {
  /** Epochs divisible by this keep their checkpoint. */
  readonly checkpointEvery: number;
  /** Checkpoints that other runs branched off from. */
  readonly branchPoints: ReadonlySet<CheckpointId>;
}

/** What to drop of a run's checkpoints. */
export interface RetentionPlan {
  readonly remove: readonly CheckpointId[];
  /** Weights are kept, the optimiser's state is not. */
  readonly dropOptimizer: readonly CheckpointId[];
}

/** At the ends of how many epochs training can go on, should the newest checkpoint be unreadable. */
const resumableEpochs = 2;

/**
 * Which checkpoints of a run to keep. Weights: every `checkpointEvery` epochs, the best test loss, the last
 * two epochs, the state in which an unfinished epoch was halted until training is past it, pinned ones, and
 * origins of branches. Optimiser state, twice as large: the last two epochs, the halted state, pinned ones.
 *
 * @param checkpoints of one run, oldest first.
 */
export function planRetention(
  checkpoints: readonly CheckpointSummary[],
  { checkpointEvery, branchPoints }: RetentionRules,
): RetentionPlan {
  const atEpochEnds = checkpoints.filter(({ step }) => step === 0);
  const recent = new Set(atEpochEnds.slice(-resumableEpochs).map(({ id }) => id));
  const newest = checkpoints.at(-1);
  if (newest !== undefined) recent.add(newest.id);
  const best = bestOf(atEpochEnds);

  const isRegular = ({ epoch, step }: CheckpointSummary): boolean =>
    step === 0 && epoch > 0 && epoch % checkpointEvery === 0;
  const isKept = (checkpoint: CheckpointSummary): boolean =>
    recent.has(checkpoint.id)
    || checkpoint.id === best
    || checkpoint.pinned
    || branchPoints.has(checkpoint.id)
    || isRegular(checkpoint);

  const kept = checkpoints.filter(isKept);
  return {
    remove: checkpoints.filter((checkpoint) => !isKept(checkpoint)).map(({ id }) => id),
    dropOptimizer: kept
      .filter(({ id, pinned, resumable }) => resumable && !pinned && !recent.has(id))
      .map(({ id }) => id),
  };
}

/** The lowest test loss; of equals the first. */
function bestOf(checkpoints: readonly CheckpointSummary[]): CheckpointId | undefined {
  let best: { readonly id: CheckpointId; readonly loss: number } | undefined;
  for (const { id, testLoss } of checkpoints) {
    if (testLoss !== null && (best === undefined || testLoss < best.loss)) {
      best = { id, loss: testLoss };
    }
  }
  return best?.id;
}
