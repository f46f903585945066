import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { QueueFacts } from '../../shared/ipc/queue';
import type { RunConfig } from '../../shared/run-config';
import { isActive, isResumable, type RunStatus } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import type { EpochSteps } from '../storage/metrics-store';
import * as errors from './queue-errors';
import { TrainingRunner, type RunnerOptions } from './training-runner';

export interface QueueOptions extends RunnerOptions {
  /** Throws a WorkbenchError for configurations that cannot be trained. */
  readonly refuse: (configs: readonly RunConfig[]) => void;
  /** Whether queued runs start by themselves when the trainer is free. */
  readonly autostart: boolean;
}

const pausedSetting = 'queue-paused';

/** One run in training at a time, the others in order behind it. */
export class RunQueue {
  readonly #options: QueueOptions;
  readonly #runner: TrainingRunner;
  #held: ErrorReport | null = null;
  #isClosing = false;
  #isStarting = false;
  #isTelling = false;
  /** Under way: until they are over no run starts. */
  #withdrawals = 0;

  constructor(options: QueueOptions) {
    this.#options = options;
    this.#runner = new TrainingRunner(options, (obstacle) => {
      this.#hold(obstacle);
      this.#startNext();
    });
    options.events.on('runs-changed', () => this.changed());
  }

  /**
   * To be called once, when all listeners are there: marks runs whose process died as interrupted, and
   * starts the next one. Where that cannot be stored, runs can still be read.
   */
  open(): void {
    try {
      this.#markInterrupted();
    } catch (thrown) {
      this.#hold(toErrorReport(thrown));
    }
    this.#startNext();
  }

  /** The run in training; null when none is. */
  get training(): RunId | null {
    return this.#runner.active?.run.id ?? null;
  }

  /**
   * Why no queued run is started by itself: the last one could not be stored, or the trainer does not start.
   * Null when all is well. Queueing or resuming a run lets the queue go on.
   */
  get held(): ErrorReport | null {
    return this.#held;
  }

  /** Whether a person paused the queue: it stays so over restarts. Runs that are told to start do. */
  get paused(): boolean {
    return this.#options.stores.settings.get(pausedSetting, z.boolean()) ?? false;
  }

  /** Pauses the queue, or lets it go on. A run that is in training is left alone. */
  setPaused(paused: boolean): void {
    this.#options.stores.settings.set(pausedSetting, paused);
    this.changed();
    if (!paused) this.#startNext();
  }

  facts(): QueueFacts {
    return { order: this.order(), paused: this.paused, held: this.#held };
  }

  /** Queued runs, next first. */
  order(): readonly RunId[] {
    return this.#options.stores.queue.list();
  }

  /** @throws WorkbenchError `conflict` when these are not exactly the queued runs. */
  reorder(order: readonly RunId[]): void {
    this.#options.stores.queue.reorder(order);
    this.changed();
  }

  /** Lets a held queue go on, as after a run was added to it. */
  release(): void {
    this.#held = null;
    this.changed();
    this.#startNext();
  }

  /**
   * Puts a run back at the end of the queue, to go on from its last checkpoint.
   *
   * @throws WorkbenchError `conflict` when it is done, queued, in training or in the trash.
   */
  resume(id: RunId): RunSummary {
    this.#requeue(id);
    this.release();
    return this.#options.access.get(id);
  }

  /**
   * Trains this run now, ahead of the queue, and resolves with it when its training has ended, however it
   * did: its status and error tell.
   *
   * @throws WorkbenchError `conflict` when another one is in training, or this one is done or in the trash.
   */
  async runNow(id: RunId): Promise<RunSummary> {
    const { active } = this.#runner;
    if (active !== null) throw errors.trainerBusy(active.run);
    if (this.#options.access.getOutsideTrash(id).status !== 'queued') this.#requeue(id);
    return this.#runner.start(id).ended;
  }

  /**
   * Takes a run out of the queue or stops its training after the step at hand, and resolves with it when
   * its state is stored. A run that finishes before is done.
   *
   * @throws WorkbenchError `conflict` when it is neither queued nor in training.
   */
  async pause(id: RunId): Promise<RunSummary> {
    return this.#halt(id, 'paused', ['queued']);
  }

  /** As `pause`, but says that the run is over; also for a run that is paused, interrupted or failed. */
  async stop(id: RunId): Promise<RunSummary> {
    return this.#halt(id, 'stopped', ['queued', 'paused', 'interrupted', 'failed']);
  }

  /**
   * Stops these runs: the one in training first, then all that are queued. `work` is stored together with
   * the latter, or nothing of both; no run starts before that.
   */
  async withdraw(runs: readonly RunId[], work: () => void): Promise<void> {
    const { stores, access } = this.#options;
    const { active } = this.#runner;
    this.#withdrawals++;
    try {
      if (active !== null && runs.includes(active.run.id)) {
        await this.#runner.halt(active, 'stopped');
      }
      // Into the trash is the way to more room on a full disk.
      stores.usingReserve(() =>
        stores.transaction(() => {
          const queued = new Set(this.order());
          for (const run of runs) if (queued.has(run)) access.setStatus(run, 'stopped', null);
          work();
        }),
      );
    } finally {
      this.#withdrawals--;
      this.#startNext();
    }
  }

  /** Losses of the steps of the unfinished epoch, if this run is in training. */
  unfinishedSteps(id: RunId): EpochSteps | null {
    const { active } = this.#runner;
    return active?.run.id === id ? active.unfinishedSteps() : null;
  }

  /**
   * Pauses the run in training and starts no other. Resolves when its state is stored, or after the deadline
   * with the run marked interrupted.
   */
  async shutdown(deadlineMilliseconds = 10_000): Promise<void> {
    this.#isClosing = true;
    const { active } = this.#runner;
    if (active === null) return;
    const halted = this.#runner.halt(active, active.wanted ?? 'paused');
    const deadline = new AbortController();
    const { signal } = deadline;
    await Promise.race([halted, delay(deadlineMilliseconds, undefined, { signal })]);
    deadline.abort();
    this.#runner.abandon(active);
  }

  /** Tells that the queue may have changed; once for all that changes at a time. */
  changed(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      this.#options.events.emit('queue-changed', null);
    });
  }

  #hold(obstacle: ErrorReport | null): void {
    this.#held ??= obstacle;
    this.changed();
  }

  async #halt(
    id: RunId,
    wanted: 'paused' | 'stopped',
    from: readonly RunStatus[],
  ): Promise<RunSummary> {
    const { active } = this.#runner;
    if (active?.run.id === id) return this.#runner.halt(active, wanted);
    this.#markInterrupted();
    const run = this.#options.access.get(id);
    if (run.status === wanted) return run;
    if (!from.includes(run.status)) throw errors.notInTraining(run);
    return this.#options.access.become(id, wanted);
  }

  #requeue(id: RunId): void {
    this.#markInterrupted();
    const run = this.#options.access.getOutsideTrash(id);
    if (isActive(run.status)) throw errors.alreadyQueued(run);
    if (!isResumable(run.status)) throw errors.alreadyDone(run);
    this.#options.refuse([run.config]);
    this.#options.access.become(id, 'queued');
  }

  /** Runs that count as running but are not, since their process died or their end could not be stored. */
  #markInterrupted(): void {
    for (const id of this.#options.stores.runs.inTraining()) {
      if (id === this.training) continue;
      this.#options.access.setStatus(id, 'interrupted', errors.processEnded);
      this.#options.access.tell([id]);
    }
  }

  #startNext(): void {
    if (!this.#options.autostart || this.#isStarting || this.#withdrawals > 0 || this.paused)
      return;
    this.#isStarting = true;
    try {
      while (this.#runner.active === null && this.#held === null && !this.#isClosing) {
        const next = this.order().find((id) => this.#options.access.find(id) !== undefined);
        if (next === undefined) break;
        this.#runner.start(next);
      }
    } catch (thrown) {
      this.#hold(toErrorReport(thrown));
    } finally {
      this.#isStarting = false;
    }
  }
}
