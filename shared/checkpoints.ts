import { counted } from './counted';
import type { CheckpointSummary } from './runs';

/** The checkpoint with the lowest test loss, of equals the first; null when none was tested. */
export function bestCheckpoint(
  checkpoints: readonly CheckpointSummary[],
): CheckpointSummary | null {
  let best: (CheckpointSummary & { readonly testLoss: number }) | null = null;
  for (const checkpoint of checkpoints) {
    const { testLoss } = checkpoint;
    if (testLoss === null) continue;
    if (best === null || testLoss < best.testLoss) best = { ...checkpoint, testLoss };
  }
  return best;
}

/** Where a run that diverged can go on with other settings: at the end of its last whole epoch. */
export function branchPoint(
  checkpoints: readonly CheckpointSummary[],
): CheckpointSummary | undefined {
  return checkpoints.findLast(({ epoch, step, resumable }) => resumable && step === 0 && epoch > 0);
}

export type CheckpointPlace = Pick<CheckpointSummary, 'epoch' | 'step'>;

/** How far training was at a checkpoint, e.g. `12`, or `12 + 240 steps` within the epoch after. */
export function checkpointPlace({ epoch, step }: CheckpointPlace): string {
  if (step === 0) return String(epoch);
  return `${epoch} + ${counted(step, 'step')}`;
}
