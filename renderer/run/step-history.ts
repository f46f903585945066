import { stepLossParts } from '../../shared/metrics';
import { DenseSeries } from '../ui/charts/dense-series';
import { SmoothedSeries } from '../ui/charts/smoothed-series';

/** One of the numbers that each step reports, and its moving average. */
class StepMeasure {
  readonly raw = new DenseSeries();
  readonly smoothed = new SmoothedSeries(this.raw);
}

/** Where steps lie in a run: the last of them is step `step` of epoch `epoch`, both counted from 1. */
export interface StepBlock {
  readonly epoch: number;
  readonly step: number;
  /** What was minimised, reconstruction and KL of each step: [n * 3]. */
  readonly losses: Float32Array;
}

/** Losses of all steps of a run so far, in order. A branch misses those before its own first. */
export class StepHistory {
  readonly stepsPerEpoch: number;
  readonly beta: number;
  /** Reconstruction + beta * KL, as the test loss is: free bits and KL warm-up are left out. */
  readonly loss = new StepMeasure();
  /** What was minimised. */
  readonly objective = new DenseSeries();
  readonly reconstruction = new StepMeasure();
  readonly kl = new StepMeasure();

  constructor(stepsPerEpoch: number, beta: number) {
    this.stepsPerEpoch = stepsPerEpoch;
    this.beta = beta;
  }

  /** Steps from the run's first to the last one known. */
  get length(): number {
    return this.objective.length;
  }

  /**
   * Takes in steps. Where a run went back, what was known from there on is forgotten. A block that
   * cannot be placed, since it has more steps than came before its end, is an error of the caller.
   */
  write({ epoch, step, losses }: StepBlock): void {
    const first = (epoch - 1) * this.stepsPerEpoch + step - losses.length / stepLossParts;
    if (first < 0) throw new Error('There are more losses than steps.');
    const all = [this.objective, this.loss.raw, this.reconstruction.raw, this.kl.raw];
    for (const series of all) series.truncate(first);
    while (this.length < first) all.forEach((series) => series.append(NaN));
    for (let index = 0; index < losses.length; index += stepLossParts) {
      const reconstruction = losses[index + 1]!;
      const kl = losses[index + 2]!;
      this.objective.append(losses[index]!);
      this.loss.raw.append(reconstruction + this.beta * kl);
      this.reconstruction.raw.append(reconstruction);
      this.kl.raw.append(kl);
    }
  }
}

/** Training images of MNIST: what a run without a limit trains on. */
const mnistTrainingImages = 60_000;

/**
 * Steps an epoch of a run: as stored with its finished epochs; before there is one, as its
 * configuration makes expect.
 */
export function stepsPerEpochOf(
  config: { readonly trainLimit: number; readonly batchSize: number },
  stored: readonly { readonly epoch: number; readonly losses: Float32Array }[],
  epochsDone: number,
): number {
  const finished = stored.find(({ epoch }) => epoch <= epochsDone);
  if (finished !== undefined) return finished.losses.length / stepLossParts;
  return Math.max(1, Math.floor((config.trainLimit || mnistTrainingImages) / config.batchSize));
}
