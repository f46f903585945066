import { stepLossParts } from './metrics';
import type { RunId } from './ids';

/** How far the training is that a baseline network gets of its own, before a run's first epoch. */
export interface BaselineProgress {
  /** The baseline's epoch at hand, counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** Steps done in it. */
  readonly step: number;
  /** Nats an image, mean over the steps since the last report. */
  readonly loss: number;
}

/** What a window shows of the run in training, a few times a second. */
export interface RunProgress {
  readonly run: RunId;
  readonly name: string;
  /** The epoch at hand, counted from 1. */
  readonly epoch: number;
  readonly epochs: number;
  readonly step: number;
  readonly stepsPerEpoch: number;
  /** Null but while a baseline is trained; until then the first epoch has no steps. */
  readonly baseline: BaselineProgress | null;
  /** Loss, reconstruction and KL of the steps since the last report: [n * 3]. */
  readonly losses: Float32Array;
  /** Over the last second or so; null while no step ends, as in a test or when the trainer hangs. */
  readonly imagesPerSecond: number | null;
  /** Of all the steps of the run, a baseline's with them, 0 to 1. */
  readonly share: number;
  /** Estimated, of the whole run; null until there is enough to tell, and while no step ends. */
  readonly secondsLeft: number | null;
}

/** Where the training is, e.g. `epoch 3 of 50`, `baseline’s epoch 1 of 5`. */
export function epochWords({ baseline, ...run }: RunProgress): string {
  const { epoch, epochs } = baseline ?? run;
  const count = `epoch ${epoch.toLocaleString('en')} of ${epochs.toLocaleString('en')}`;
  return baseline === null ? count : `baseline’s ${count}`;
}

/** Mean loss of the steps last told of, nats an image; null when there were none. */
export function lossOf({ baseline, losses }: RunProgress): number | null {
  if (baseline !== null) return baseline.loss;
  if (losses.length === 0) return null;
  let sum = 0;
  for (let i = 0; i < losses.length; i += stepLossParts) sum += losses[i]!;
  return sum / (losses.length / stepLossParts);
}
