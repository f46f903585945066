import { WorkbenchError } from '../../shared/errors';
import type { CheckpointSummary, RunDetail } from '../../shared/runs';

/** `best`, `last`, or an epoch. */
export type CheckpointChoice = 'best' | 'last' | number;

/** Null when the text is none of these. */
export function parseCheckpointChoice(text: string): CheckpointChoice | null {
  if (text === 'best' || text === 'last') return text;
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/**
 * The checkpoint of a run that is the best by test loss, the last, or that of an epoch's end.
 *
 * @throws WorkbenchError `not-found` that lists the epochs that are kept.
 */
export function findCheckpoint(run: RunDetail, choice: CheckpointChoice): CheckpointSummary {
  const found = choice === 'last' ? run.checkpoints.at(-1) : atEndOf(run, choice);
  if (found !== undefined) return found;
  const kept = run.checkpoints.filter(({ step }) => step === 0).map(({ epoch }) => epoch);
  throw new WorkbenchError({
    kind: 'not-found',
    message:
      run.checkpoints.length === 0
        ? `“${run.name}” has no checkpoint yet.`
        : `“${run.name}” has no ${choice === 'best' ? 'best checkpoint' : `checkpoint of epoch ${choice}`}.`,
    remedy:
      kept.length === 0
        ? 'One is stored after each epoch. The choice `last` takes the state within an epoch, if there is one.'
        : `Kept are those of epochs ${kept.join(', ')}.`,
  });
}

function atEndOf(run: RunDetail, choice: 'best' | number): CheckpointSummary | undefined {
  const epoch = choice === 'best' ? run.bestEpoch : choice;
  return run.checkpoints.find((checkpoint) => checkpoint.epoch === epoch && checkpoint.step === 0);
}
