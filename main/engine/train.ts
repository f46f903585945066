import { WorkbenchError } from '../../shared/errors';
import { stepLossParts, type EpochMetrics } from '../../shared/metrics';
import type { RunConfig } from '../../shared/run-config';
import type { BaselineProgress } from '../../shared/run-progress';
import type { Snapshot } from '../../shared/snapshots';
import type { TrainingState } from '../../shared/trainer-protocol';
import type { Dataset } from './data/idx';
import { divergedAt } from './divergence';
import type { Engine } from './engine';
import { evaluate, type Evaluation } from './evaluate';
import { completesImages } from './model/conditioning';
import { Pace } from './pace';
import { baselineOrder, epochOrder } from './random-streams';
import { klWeightAt, learningRateAt } from './schedules';
import { takeSnapshot } from './snapshot';
import { trainingImages } from './start-state';
import { decodeState, encodeState, type Position } from './state';

export interface Progress {
  /** The epoch at hand, counted from 1. */
  readonly epoch: number;
  /** Steps done in it; 0 while a baseline is trained, which comes before all epochs. */
  readonly step: number;
  readonly baseline: BaselineProgress | null;
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

/**
 * Batches an epoch; images that do not fill one are left out, others each time. Throws `invalid-input`
 * when there is not even one.
 */
export function stepsPerEpoch(config: RunConfig, dataset: Dataset): number {
  const images = trainingImages(config, dataset);
  const steps = Math.floor(images / config.batchSize);
  if (steps === 0) {
    const message = `Batch size must not exceed the ${images.toLocaleString('en')} training images of this dataset.`;
    throw new WorkbenchError({
      kind: 'invalid-input',
      message,
      remedy: 'Start the run again with a smaller batch size.',
      issues: [{ field: 'batchSize', message }],
    });
  }
  return steps;
}

/**
 * Trains from the job's state to the end of the configured epochs. Returns the state it was halted
 * in, or null when all is done. Throws `diverged` when a loss, also the test's, is no finite number.
 */
export async function train(engine: Engine, job: TrainingJob): Promise<TrainingState | null> {
  return new Training(engine, job).run();
}

class Training {
  readonly #engine: Engine;
  readonly #job: TrainingJob;
  readonly #steps: number;
  /** Loss, reconstruction and KL of the steps of the epoch at hand. */
  #losses: Float32Array;
  #epochsDone = 0;
  /** Done in the epoch at hand. */
  #step = 0;
  #baselineSteps = 0;

  constructor(engine: Engine, job: TrainingJob) {
    this.#engine = engine;
    this.#job = job;
    this.#steps = stepsPerEpoch(job.config, job.dataset);
    this.#losses = new Float32Array(this.#steps * stepLossParts);
    if (job.resume !== null) this.#restore(job.resume);
  }

  async run(): Promise<TrainingState | null> {
    const { config, dataset, halt } = this.#job;
    await this.#trainBaseline();
    while (this.#epochsDone < config.epochs) {
      const pace = new Pace();
      const from = this.#step;
      await this.#trainEpoch(pace);
      const { seconds } = pace;
      const evaluation = halt.aborted
        ? null
        : await evaluate(this.#engine, dataset.testCount, config.latentDimensions, halt);
      // Going on from the last step does no step, and evaluates.
      if (evaluation === null) return this.#state();
      const images = (this.#steps - from) * config.batchSize;
      this.#finishEpoch(evaluation, seconds, images / seconds);
    }
    return null;
  }

  /** What a model that completes images starts from: a baseline that is not changed any more. */
  async #trainBaseline(): Promise<void> {
    const { config, dataset, halt, onProgress } = this.#job;
    if (!completesImages(config)) return;
    const pace = new Pace();
    let order: Int32Array | null = null;
    let reported = this.#baselineSteps;
    let sum = 0;
    while (this.#baselineSteps < config.baselineEpochs * this.#steps && !halt.aborted) {
      const number = this.#baselineSteps;
      const step = number % this.#steps;
      if (order === null || step === 0) {
        const epoch = Math.floor(number / this.#steps) + 1;
        order = baselineOrder(config.seed, epoch, trainingImages(config, dataset));
      }
      const indices = this.#batch(order, step);
      const { learningRate } = config;
      const loss = pace.timed(1, () =>
        this.#engine.baselineStep({ number, indices, learningRate }),
      );
      if (!Number.isFinite(loss)) {
        const place = `step ${number + 1} of the baseline’s training`;
        throw divergedAt(config, place, 0, [loss]);
      }
      this.#baselineSteps++;
      sum += loss;
      if (pace.reportIsDue) {
        const imagesPerSecond = pace.report() * config.batchSize;
        const baseline: BaselineProgress = {
          epoch: (number - step) / this.#steps + 1,
          epochs: config.baselineEpochs,
          step: step + 1,
          loss: sum / (this.#baselineSteps - reported),
        };
        onProgress({ epoch: 1, step: 0, baseline, losses: new Float32Array(0), imagesPerSecond });
        reported = this.#baselineSteps;
        sum = 0;
      }
      if (pace.breathIsDue) await pace.breathe();
    }
  }

  /** Trains to the end of the epoch at hand, or to a halt. */
  async #trainEpoch(pace: Pace): Promise<void> {
    const { config, dataset, halt, onProgress } = this.#job;
    const epoch = this.#epochsDone + 1;
    const order = epochOrder(config.seed, epoch, trainingImages(config, dataset));
    let reported = this.#step;
    const report = () => {
      const imagesPerSecond = pace.report() * config.batchSize;
      const losses = this.#losses.slice(reported * stepLossParts, this.#step * stepLossParts);
      onProgress({ epoch, step: this.#step, baseline: null, losses, imagesPerSecond });
      reported = this.#step;
    };

    while (this.#step < this.#steps && !halt.aborted) {
      const from = this.#step;
      const count = pace.together(this.#engine.stepsAtOnce, this.#steps - from);
      const steps = Array.from({ length: count }, (_, i) => ({
        number: this.#epochsDone * this.#steps + from + i,
        indices: this.#batch(order, from + i),
        ...this.#settingsAt(from + i),
      }));
      const losses = pace.timed(count, () => this.#engine.steps(steps));
      for (let i = 0; i < count; i++) {
        const ofStep = losses.subarray(i * stepLossParts, (i + 1) * stepLossParts);
        if (Number.isFinite(ofStep[0])) continue;
        const place = `step ${from + i + 1} of epoch ${epoch}`;
        // The steps that led there are told first.
        this.#losses.set(losses.subarray(0, i * stepLossParts), from * stepLossParts);
        this.#step += i;
        if (this.#step > reported) report();
        throw divergedAt(config, place, this.#epochsDone, [...ofStep]);
      }
      this.#losses.set(losses, from * stepLossParts);
      this.#step += count;
      if (pace.reportIsDue) report();
      if (pace.breathIsDue) await pace.breathe();
    }
    if (this.#step > reported) report();
  }

  #finishEpoch(evaluation: Evaluation, seconds: number, imagesPerSecond: number): void {
    const { config, dataset, onEpoch } = this.#job;
    const stepLosses = this.#losses;
    const settings = this.#settingsAt(this.#steps - 1);
    const { testReconstruction, testKl } = evaluation;
    const testLoss = testReconstruction + config.beta * testKl;
    if (!Number.isFinite(testLoss)) {
      const place = `the test after epoch ${this.#epochsDone + 1}`;
      throw divergedAt(config, place, this.#epochsDone, [testLoss, testReconstruction, testKl]);
    }
    this.#epochsDone++;
    this.#step = 0;
    this.#losses = new Float32Array(stepLosses.length);
    onEpoch({
      metrics: {
        epoch: this.#epochsDone,
        ...trainingMeans(stepLosses),
        ...evaluation,
        testLoss,
        seconds,
        imagesPerSecond,
        ...settings,
      },
      stepLosses,
      snapshot: takeSnapshot(this.#engine, config, dataset, this.#epochsDone),
      state: this.#state(),
    });
  }

  #settingsAt(step: number): { learningRate: number; klWeight: number } {
    const { config } = this.#job;
    const time = this.#epochsDone + step / this.#steps;
    return { learningRate: learningRateAt(config, time), klWeight: klWeightAt(config, time) };
  }

  #batch(order: Int32Array, step: number): Int32Array {
    const { batchSize } = this.#job.config;
    return order.subarray(step * batchSize, (step + 1) * batchSize);
  }

  #state(): TrainingState {
    const { config, dataset } = this.#job;
    const position: Position = {
      epoch: this.#epochsDone,
      step: this.#step,
      stepLosses: this.#losses.slice(0, this.#step * stepLossParts),
      baselineSteps: this.#baselineSteps,
      stepsPerEpoch: this.#steps,
    };
    return encodeState(config, dataset.classes, this.#engine.read(), position);
  }

  #restore(state: TrainingState): void {
    const { config, dataset } = this.#job;
    const { engine, position } = decodeState(config, dataset.classes, state);
    this.#engine.write(engine);
    this.#epochsDone = position.epoch;
    this.#step = position.step;
    this.#losses.set(position.stepLosses);
    this.#baselineSteps = position.baselineSteps;
  }
}

function trainingMeans(losses: Float32Array) {
  const sums = [0, 0, 0];
  losses.forEach((nats, i) => (sums[i % stepLossParts]! += nats));
  const [trainLoss, trainReconstruction, trainKl] = sums.map(
    (sum) => sum / (losses.length / stepLossParts),
  ) as [number, number, number];
  return { trainLoss, trainReconstruction, trainKl };
}
