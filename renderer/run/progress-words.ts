import { formatDuration } from '../../shared/durations';
import { counted } from '../../shared/counted';
import { quadrantsSeen } from '../../shared/run-config';
import { epochWords, type RunProgress } from '../../shared/run-progress';
import type { RunDetail } from '../../shared/runs';
import { paceWords } from '../time-words';
import { formatCount, formatLoss } from '../ui/format';

/** How far a run is, in words and as a share of all its steps. */
export interface ProgressWords {
  readonly where: string;
  /** Speed and times, most wanted first. */
  readonly facts: readonly string[];
  /** 0 to 1. */
  readonly share: number;
}

/** `stepsPerEpoch` as far as known; `progress` is null unless the run is being trained. */
export function progressWords(
  run: RunDetail,
  progress: RunProgress | null,
  stepsPerEpoch: number,
): ProgressWords {
  if (run.status === 'running' && progress !== null) return liveWords(progress);
  const { epochs } = run.config;
  const last = run.checkpoints.at(-1);
  const epoch = last?.epoch ?? run.epochsDone;
  const step = last?.step ?? 0;
  const share = (epoch + step / stepsPerEpoch) / epochs;
  const where =
    step > 0
      ? `step ${formatCount(step)} of epoch ${formatCount(epoch + 1)}`
      : `epoch ${formatCount(epoch)} of ${formatCount(epochs)}`;
  const begun = epoch > 0 || step > 0;
  const trained = run.trainingSeconds > 0 ? [`${formatDuration(run.trainingSeconds)} trained`] : [];

  switch (run.status) {
    case 'queued':
      return {
        where: begun ? `Waiting in the queue, to go on after ${where}` : 'Waiting in the queue',
        facts: trained,
        share,
      };
    case 'running':
      return { where: 'Starting: reading images, building the network', facts: [], share };
    case 'done':
      return { where: doneWords(run), facts: doneFacts(run), share: 1 };
    case 'paused':
    case 'stopped':
    case 'interrupted':
    case 'failed':
      return {
        where: begun ? `Kept up to ${where}` : unbegunWords(run),
        facts: trained,
        share,
      };
  }
}

function liveWords(progress: RunProgress): ProgressWords {
  const { stepsPerEpoch, baseline, share } = progress;
  const { step } = baseline ?? progress;
  const place = epochWords(progress);
  const at =
    step >= stepsPerEpoch && baseline === null
      ? 'testing'
      : `step ${formatCount(step)} of ${formatCount(stepsPerEpoch)}`;
  return {
    where: `${place[0]!.toUpperCase()}${place.slice(1)}, ${at}`,
    facts: paceWords(progress),
    share,
  };
}

/** A run that was halted before its first step has a state all the same if it has a baseline. */
function unbegunWords({ checkpoints, config, status }: RunDetail): string {
  if (checkpoints.length > 0 && quadrantsSeen(config.conditioning) > 0 && config.baselineEpochs > 0)
    return 'Kept within the training of its baseline';
  return status === 'failed' ? 'Nothing kept' : 'Nothing trained yet';
}

function doneWords({ epochsDone, bestTestLoss, bestEpoch }: RunDetail): string {
  const epochs = counted(epochsDone, 'epoch');
  return bestTestLoss === null
    ? `${epochs} done`
    : `${epochs} done, best test loss ${formatLoss(bestTestLoss)} in epoch ${formatCount(bestEpoch)}`;
}

function doneFacts({ imagesPerSecond, trainingSeconds }: RunDetail): string[] {
  const speed = imagesPerSecond === null ? [] : [`${formatCount(imagesPerSecond)} images/s`];
  return [...speed, `trained in ${formatDuration(trainingSeconds)}`];
}
