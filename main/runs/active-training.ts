import type { ErrorReport } from '../../shared/errors';
import { stepLossParts } from '../../shared/metrics';
import { baselineStepTime } from '../../shared/expected-time';
import type { RunProgress } from '../../shared/run-progress';
import type { RunSummary } from '../../shared/runs';
import type { TrainerEvent, TrainingState } from '../../shared/trainer-protocol';
import type { EpochSteps } from '../storage/metrics-store';
import { TrainingPace } from './training-pace';

type ProgressEvent = Extract<TrainerEvent, { kind: 'progress' }>;

/** Seconds without progress after which its speed is no longer true. Steps that take longer have twice their own time. */
const shortestStall = 5;

/** The run in training, as far as it is not stored: what is wanted of it, its pace, its unfinished epoch. */
export class ActiveTraining {
  readonly run: RunSummary;
  /** Resolves with the run as it is when its training has ended, however it did. */
  readonly ended: Promise<RunSummary>;
  /** What the run becomes once it is halted. */
  wanted: 'paused' | 'stopped' | null = null;
  /**
   * What keeps runs from being trained, this one and the next: something could not be stored, after which
   * nothing else of this run must be, since that would leave a gap; or the engine does not start.
   */
  obstacle: ErrorReport | null = null;
  #hasStarted = false;
  /** Counts the run's steps; a baseline's by the time that they take. */
  #pace: TrainingPace | null = null;
  #epoch: number;
  #losses: Float32Array[];
  #progressedAt: number | null = null;
  #stalling: NodeJS.Timeout | undefined;
  #resolveEnded: (run: RunSummary) => void = () => undefined;

  /** @param resume the state from which the run goes on; null when it starts anew. */
  constructor(run: RunSummary, resume: TrainingState | null) {
    this.run = run;
    this.#epoch = (resume?.epoch ?? 0) + 1;
    this.#losses = resume === null ? [] : [resume.stepLosses];
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  get hasStarted(): boolean {
    return this.#hasStarted;
  }

  started(): void {
    this.#hasStarted = true;
  }

  /**
   * @param now seconds.
   * @param stalled called with the same progress, but no speed, when it is the last for long.
   */
  progressed(
    event: ProgressEvent,
    name: string,
    now: number,
    stalled: (progress: RunProgress) => void,
  ): RunProgress {
    const progress = this.#progressOf(event, name, now);
    const since = now - (this.#progressedAt ?? now);
    this.#progressedAt = now;
    clearTimeout(this.#stalling);
    this.#stalling = setTimeout(
      () => stalled({ ...progress, imagesPerSecond: null, secondsLeft: null }),
      1000 * Math.max(shortestStall, 2 * since),
    ).unref();
    return progress;
  }

  #progressOf(event: ProgressEvent, name: string, now: number): RunProgress {
    const { run, epoch, step, stepsPerEpoch, baseline, losses, imagesPerSecond } = event;
    this.#enter(epoch);
    this.#losses.push(losses);
    const { done, all } = this.#work(event);
    this.#pace ??= new TrainingPace(now, done, all);
    return {
      run,
      name,
      epoch,
      epochs: this.run.config.epochs,
      step,
      stepsPerEpoch,
      baseline,
      losses,
      imagesPerSecond,
      share: done / all,
      secondsLeft: this.#pace.secondsLeft(now, done),
    };
  }

  /** In steps of the run's epochs: what is done, and what there is to do. */
  #work({ epoch, step, stepsPerEpoch, baseline }: ProgressEvent) {
    const { config } = this.run;
    const baselineEpoch = stepsPerEpoch * baselineStepTime(config);
    const first = config.baselineEpochs * baselineEpoch;
    return {
      done:
        baseline === null
          ? first + (epoch - 1) * stepsPerEpoch + step
          : (baseline.epoch - 1 + baseline.step / stepsPerEpoch) * baselineEpoch,
      all: first + config.epochs * stepsPerEpoch,
    };
  }

  epochFinished(epoch: number): void {
    this.#enter(epoch + 1);
  }

  /** Losses of the unfinished epoch's steps so far. */
  unfinishedSteps(): EpochSteps {
    const losses = new Float32Array(this.#stepsDone() * stepLossParts);
    let offset = 0;
    for (const part of this.#losses) {
      losses.set(part, offset);
      offset += part.length;
    }
    return { epoch: this.#epoch, losses };
  }

  hasEnded(run: RunSummary): void {
    clearTimeout(this.#stalling);
    this.#resolveEnded(run);
  }

  #enter(epoch: number): void {
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#losses = [];
  }

  #stepsDone(): number {
    return this.#losses.reduce((sum, part) => sum + part.length, 0) / stepLossParts;
  }
}
