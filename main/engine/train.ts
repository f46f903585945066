import { stepLossParts, type EpochMetrics } from '../../shared/metrics';
import type { RunConfig } from '../../shared/run-config';
import type { Snapshot } from '../../shared/snapshots';
import type { TrainingState } from '../../shared/trainer-protocol';
import type { Dataset } from './data/idx';
import { divergedAt } from './divergence';
import type { Engine } from './engine';
import { trainingImages } from './start-state';
import { evaluate } from './evaluate';
import { Pace } from './pace';
import { epochOrder } from './random-streams';
import { klWeightAt, learningRateAt } from './schedules';
import { takeSnapshot } from './snapshot';
import { decodeState, encodeState } from './state';

export interface Progress {
  /** The epoch at hand, counted from 1. */
  readonly epoch: number;
  /** Steps done in it. */
  readonly step: number;
  /** Loss, reconstruction and KL of the steps since the last report. */
  readonly losses: Float32Array;
  readonly imagesPerSecond: number;
}

export interface FinishedEpoch {
  readonly metrics: EpochMetrics;
  readonly stepLosses: Float32Array;
  readonly snapshot: Snapshot;
  readonly state: TrainingState;
}

export interface TrainingJob {
  readonly config: RunConfig;
  readonly dataset: Dataset;
  /** The state to go on from; null starts anew. */
  readonly resume: TrainingState | null;
  /** When aborted, training stops after the step at hand. */
  readonly halt: AbortSignal;
  readonly onProgress: (progress: Progress) => void;
  readonly onEpoch: (epoch: FinishedEpoch) => void;
}

/** Batches an epoch; images that do not fill one are left out, others each time. */
export function stepsPerEpoch(config: RunConfig, dataset: Dataset): number {
  return Math.floor(trainingImages(config, dataset) / config.batchSize);
}

/**
 * Trains from the job's state to the end of the configured epochs. Returns the state it was halted
 * in, or null when all is done. Throws `diverged` when a loss is no finite number.
 */
export async function train(engine: Engine, job: TrainingJob): Promise<TrainingState | null> {
  const { config, dataset, resume } = job;
  if (resume !== null) engine.write(decodeState(config, dataset.classes, resume));
  let begun = resume === null ? null : { step: resume.step, losses: resume.stepLosses };

  for (let epoch = (resume?.epoch ?? 0) + 1; epoch <= config.epochs; epoch++) {
    const steps = stepsPerEpoch(config, dataset);
    const losses = new Float32Array(steps * stepLossParts);
    losses.set(begun?.losses ?? []);
    const halted = (step: number) =>
      stateAt(engine, job, epoch - 1, losses.subarray(0, step * stepLossParts));

    const { step, seconds } = await trainEpoch(engine, job, epoch, begun?.step ?? 0, losses);
    if (step < steps) return halted(step);
    const evaluation = await evaluate(engine, dataset.testCount, config.latentDimensions, job.halt);
    // Going on from there does no step, and evaluates.
    if (evaluation === null) return halted(steps);

    job.onEpoch({
      metrics: {
        epoch,
        ...trainingMeans(losses),
        ...evaluation,
        testLoss: evaluation.testReconstruction + config.beta * evaluation.testKl,
        seconds,
        imagesPerSecond: ((steps - (begun?.step ?? 0)) * config.batchSize) / seconds,
        ...settingsAt(config, epoch, steps - 1, steps),
      },
      stepLosses: losses,
      snapshot: takeSnapshot(engine, config, dataset.classes, epoch),
      state: stateAt(engine, job, epoch, new Float32Array(0)),
    });
    begun = null;
  }
  return null;
}

/** Trains from a step of an epoch to its end or to a halt; returns the steps done in the epoch. */
async function trainEpoch(
  engine: Engine,
  { config, dataset, halt, onProgress }: TrainingJob,
  epoch: number,
  from: number,
  losses: Float32Array,
): Promise<{ step: number; seconds: number }> {
  const steps = stepsPerEpoch(config, dataset);
  const order = epochOrder(config.seed, epoch, trainingImages(config, dataset));
  const pace = new Pace();
  let step = from;
  let reported = from;
  const report = () => {
    const imagesPerSecond = pace.report() * config.batchSize;
    const recent = losses.slice(reported * stepLossParts, step * stepLossParts);
    onProgress({ epoch, step, losses: recent, imagesPerSecond });
    reported = step;
  };

  while (step < steps && !halt.aborted) {
    const parts = engine.step({
      number: (epoch - 1) * steps + step,
      indices: order.subarray(step * config.batchSize, (step + 1) * config.batchSize),
      ...settingsAt(config, epoch, step, steps),
    });
    if (!Number.isFinite(parts[0])) throw divergedAt(config, epoch, step + 1, parts);
    losses.set(parts, step * stepLossParts);
    step++;
    pace.step();
    if (pace.reportIsDue) report();
    if (pace.breathIsDue) await pace.breathe();
  }
  if (step > reported) report();
  return { step, seconds: pace.seconds };
}

function settingsAt(config: RunConfig, epoch: number, step: number, steps: number) {
  const time = epoch - 1 + step / steps;
  return { learningRate: learningRateAt(config, time), klWeight: klWeightAt(config, time) };
}

function trainingMeans(losses: Float32Array) {
  const sums = [0, 0, 0];
  losses.forEach((nats, i) => (sums[i % stepLossParts]! += nats));
  const [trainLoss, trainReconstruction, trainKl] = sums.map(
    (sum) => sum / (losses.length / stepLossParts),
  ) as [number, number, number];
  return { trainLoss, trainReconstruction, trainKl };
}

function stateAt(
  engine: Engine,
  { config, dataset }: TrainingJob,
  epoch: number,
  stepLosses: Float32Array,
): TrainingState {
  const step = stepLosses.length / stepLossParts;
  return encodeState(config, dataset.classes, engine.read(), {
    epoch,
    step,
    stepLosses: stepLosses.slice(),
  });
}
