import type { ErrorReport } from '../../shared/errors';
import { stepLossParts } from '../../shared/metrics';
import type { RunProgress, RunSummary } from '../../shared/runs';
import type { TrainerEvent, TrainingState } from '../../shared/trainer-protocol';
import type { EpochSteps } from '../storage/metrics-store';
import { TrainingPace } from './training-pace';

type ProgressEvent = Extract<TrainerEvent, { kind: 'progress' }>;

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
  #pace: TrainingPace | null = null;
  #epoch: number;
  #losses: Float32Array[];
  #resolveEnded: (run: RunSummary) => void = () => undefined;

  /** @param resume the state from which the run goes on; null when it starts anew. */
  constructor(run: RunSummary, resume: TrainingState | null) {
    this.run = run;
    this.#epoch = (resume?.epoch ?? 0) + 1;
    this.#losses = resume === null ? [] : [resume.stepLosses];
    this.ended = new Promise((resolve) => (this.#resolveEnded = resolve));
  }

  get hasStarted(): boolean {
    return this.#pace !== null;
  }

  /** @param now seconds. */
  started(stepsPerEpoch: number, now: number): void {
    const firstStep = (this.#epoch - 1) * stepsPerEpoch + this.#stepsDone();
    this.#pace = new TrainingPace(now, firstStep, this.run.config.epochs * stepsPerEpoch);
  }

  /** @param now seconds. */
  progressed(event: ProgressEvent, name: string, now: number): RunProgress {
    const { run, epoch, step, stepsPerEpoch, losses, imagesPerSecond } = event;
    this.#enter(epoch);
    this.#losses.push(losses);
    return {
      run,
      name,
      epoch,
      epochs: this.run.config.epochs,
      step,
      stepsPerEpoch,
      losses,
      imagesPerSecond,
      secondsLeft: this.#pace?.secondsLeft(now, (epoch - 1) * stepsPerEpoch + step) ?? null,
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
