import type { ErrorReport } from '../../../shared/errors';
import type { BaselineProgress } from '../../../shared/run-progress';
import type { TrainingState } from '../../../shared/trainer-protocol';
import { sampleMetrics, sampleSnapshot, sampleState } from '../../storage/testing/samples';
import type { TrainCommand, Trainer, TrainerHostEvent } from '../trainer';

export const stepsPerEpoch = 4;

/** Losses of the first steps of an epoch: they tell where they come from. [steps * 3]. */
export function lossesOf(epoch: number, steps: number = stepsPerEpoch): Float32Array {
  return Float32Array.from(
    Array.from({ length: steps }, (_, step) => [epoch, step + 1, epoch * 100 + step + 1]).flat(),
  );
}

/**
 * A trainer that does what the test tells it, when it tells it. Like the real one it goes on from the state
 * it is given, and what it reaches depends on epoch and step alone.
 */
export class ScriptedTrainer implements Trainer {
  /** Every command it was given. */
  readonly commands: TrainCommand[] = [];
  /** Whether it answers `halt`. */
  hears = true;
  readonly #listeners = new Set<(event: TrainerHostEvent) => void>();
  #training: TrainCommand | null = null;
  #epoch = 0;
  #step = 0;

  start(command: TrainCommand): void {
    this.commands.push(command);
    this.#training = command;
    this.#epoch = command.resume?.epoch ?? 0;
    this.#step = command.resume?.step ?? 0;
  }

  halt(): void {
    if (!this.hears) return;
    queueMicrotask(() => {
      const { run } = this.#training ?? {};
      if (run !== undefined) this.#finish({ kind: 'halted', run, state: this.#state() });
    });
  }

  onEvent(listener: (event: TrainerHostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The engine is up, and the first step is about to run. */
  begin(): void {
    const engine = { tensorflow: '2', tfjs: '4', node: '20', cpu: 'a', threads: 2, memory: 8e9 };
    this.#tell({ kind: 'ready', engine });
    this.#tell({ kind: 'started', run: this.#command().run, stepsPerEpoch });
  }

  /** Is told to be within a baseline's training. */
  trainBaseline(baseline: BaselineProgress): void {
    const { run } = this.#command();
    const losses = new Float32Array();
    const [epoch, step, imagesPerSecond] = [1, 0, 1000];
    this.#tell({
      kind: 'progress',
      run,
      epoch,
      step,
      stepsPerEpoch,
      baseline,
      losses,
      imagesPerSecond,
    });
  }

  /** Does as many steps, reporting each one, and each epoch as it ends. */
  advance(steps: number): void {
    for (let done = 0; done < steps && this.#training !== null; done++) this.#doStep();
  }

  /** Does the steps that finish as many epochs. */
  advanceEpochs(epochs: number): void {
    this.advance(epochs * stepsPerEpoch - this.#step);
  }

  fail(error: ErrorReport): void {
    this.#finish({ kind: 'failed', run: this.#command().run, error });
  }

  crash(): void {
    const error = { kind: 'engine-crashed', message: 'The training process ended.' } as const;
    this.#finish({ kind: 'crashed', run: this.#command().run, error });
  }

  #doStep(): void {
    const { run, config } = this.#command();
    const epoch = this.#epoch + 1;
    this.#step++;
    this.#tell({
      kind: 'progress',
      run,
      epoch,
      step: this.#step,
      stepsPerEpoch,
      baseline: null,
      losses: lossesOf(epoch, this.#step).slice(-3),
      imagesPerSecond: 1000,
    });
    if (this.#step < stepsPerEpoch) return;
    this.#epoch = epoch;
    this.#step = 0;
    this.#tell({
      kind: 'epoch',
      run,
      metrics: sampleMetrics(epoch),
      stepLosses: lossesOf(epoch),
      snapshot: sampleSnapshot(epoch),
      state: this.#state(),
    });
    if (epoch >= config.epochs) this.#finish({ kind: 'done', run });
  }

  #state(): TrainingState {
    return {
      ...sampleState(this.#epoch, this.#step),
      stepLosses: lossesOf(this.#epoch + 1, this.#step),
    };
  }

  #command(): TrainCommand {
    if (this.#training === null) throw new Error('Nothing is being trained.');
    return this.#training;
  }

  #finish(event: TrainerHostEvent): void {
    this.#training = null;
    this.#tell(event);
  }

  #tell(event: TrainerHostEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}
