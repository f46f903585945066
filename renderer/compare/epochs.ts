import type { CheckpointSummary, RunDetail } from '../../shared/runs';

/** The epoch during or at the end of which a checkpoint was taken. */
function epochOf({ epoch, step }: CheckpointSummary): number {
  return step === 0 ? epoch : epoch + 1;
}

/**
 * The newest checkpoint that was taken by the end of an epoch, of those given oldest first; the newest of all when
 * `epoch` is null. Null where there is none.
 */
export function checkpointAt(
  checkpoints: readonly CheckpointSummary[],
  epoch: number | null,
): CheckpointSummary | null {
  if (epoch === null) return checkpoints.at(-1) ?? null;
  return (
    checkpoints.findLast((each) => each.epoch < epoch || (each.epoch === epoch && each.step === 0))
    ?? null
  );
}

/** The first epoch at which every run that has a checkpoint shows one; 1 when none has. */
export function firstSharedEpoch(runs: readonly RunDetail[]): number {
  const firsts = runs.flatMap(({ checkpoints: [first] }) => (first ? [epochOf(first)] : []));
  return Math.max(1, ...firsts);
}

/** Where a slider over the epochs of all these runs ends. */
export function lastEpoch(runs: readonly RunDetail[]): number {
  return Math.max(
    1,
    ...runs.map(({ epochsDone }) => epochsDone),
    ...runs.flatMap(({ checkpoints }) => checkpoints.map(epochOf)),
  );
}
