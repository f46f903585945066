import type { ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import {
  threadsVariable,
  type TrainerCommand,
  type TrainerEvent,
} from '../../shared/trainer-protocol';
import { describeExit, mayLackMemory, type UnexpectedExit } from './process-exit';
import { availableThreads } from './threads';
import { ManagedUtilityProcess } from './utility-process';

export type TrainCommand = Extract<TrainerCommand, { kind: 'train' }>;

export type TrainerHostEvent =
  | TrainerEvent
  /** The trainer died while it trained this run. Nothing more will be heard of the run. */
  | { readonly kind: 'crashed'; readonly run: RunId; readonly error: ErrorReport }
  /** The trainer stopped responding while it trains this run, or responds again. One that hangs is ended: `crashed`. */
  | { readonly kind: 'silent'; readonly run: RunId; readonly isSilent: boolean };

export interface TrainerHostOptions {
  /** The trainer's bundled script. */
  readonly entry: string;
  /** Called with what the trainer writes to its standard output and error. */
  readonly log?: (text: string) => void;
}

/**
 * The trainer as main sees it: one run at a time. The process starts with the first run, stays for the
 * next ones since loading TensorFlow takes a second, and is replaced by the next run if it died.
 */
export class TrainerHost {
  readonly #process: ManagedUtilityProcess<TrainerCommand, TrainerEvent>;
  readonly #listeners = new Set<(event: TrainerHostEvent) => void>();
  #training: RunId | null = null;
  /** Of the process that is there, or will be. */
  #threads = availableThreads();

  constructor({ entry, log }: TrainerHostOptions) {
    this.#process = new ManagedUtilityProcess({
      entry,
      name: 'CVAE Workbench trainer',
      log,
      env: () => ({ [threadsVariable]: String(this.#threads) }),
      onEvent: (event) => this.#receive(event),
      onSilence: (isSilent) => {
        if (this.#training !== null) this.#tell({ kind: 'silent', run: this.#training, isSilent });
      },
      onExit: (exit) => {
        if (exit.kind !== 'stopped') this.#ended(exit);
      },
    });
  }

  /** Trains a run. Throws when another one is being trained: to queue is the caller's part. */
  start(command: TrainCommand): void {
    if (this.#training !== null) throw new Error(`Run ${this.#training} is being trained.`);
    this.#training = command.run;
    // TensorFlow takes the number once, when it is loaded.
    if (this.#threads !== command.threads) void this.#process.stop();
    this.#threads = command.threads;
    this.#process.send(command);
  }

  /** Asks for `halted`, or `crashed` if the trainer hangs; without effect when this run is not being trained. */
  halt(run: RunId): void {
    if (this.#training !== run) return;
    this.#process.sendIfRunning({ kind: 'halt', run });
    this.#process.setAwaited(true);
  }

  /** Calls `listener` with everything that the trainer tells. Returns what ends that. */
  onEvent(listener: (event: TrainerHostEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Ends the process, without a `crashed` event. A run in training should have been halted before. */
  async dispose(): Promise<void> {
    this.#training = null;
    await this.#process.stop();
  }

  #receive(event: TrainerEvent): void {
    if (event.kind === 'halted' || event.kind === 'done' || event.kind === 'failed') {
      this.#training = null;
      this.#process.setAwaited(false);
    }
    this.#tell(event);
  }

  #ended(exit: UnexpectedExit): void {
    const run = this.#training;
    if (run === null) return;
    this.#training = null;
    this.#tell({ kind: 'crashed', run, error: trainingCrashed(exit) });
  }

  #tell(event: TrainerHostEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function trainingCrashed(exit: UnexpectedExit): ErrorReport {
  if (exit.kind === 'hung') {
    return {
      kind: 'engine-crashed',
      message:
        'The training process stopped responding, and was ended. '
        + 'Every finished epoch and the last checkpoint were kept.',
      remedy: 'Resume the run: it goes on from its last checkpoint.',
    };
  }
  return {
    kind: 'engine-crashed',
    message:
      `The training process ended unexpectedly (${describeExit(exit)}). `
      + 'Every finished epoch and the last checkpoint were kept.',
    remedy: mayLackMemory(exit)
      ? 'Resume the run. If it ends so again, memory is short: close other programs, or train a smaller network or smaller batches.'
      : 'Resume the run: it goes on from its last checkpoint.',
  };
}
