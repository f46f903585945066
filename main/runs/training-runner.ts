import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { RunStatus } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import type { DatasetFiles, EngineFacts } from '../../shared/trainer-protocol';
import type { Stores } from '../storage/stores';
import { ActiveTraining } from './active-training';
import type { RunEvents } from './events';
import { haltTimedOut, pausedUnstored } from './queue-errors';
import type { RunAccess } from './run-access';
import type { Trainer, TrainerHostEvent } from './trainer';
import { recordBreak, recordEpoch, recordHalt, rewindToLastState } from './training-record';

export interface RunnerOptions {
  readonly stores: Stores;
  readonly access: RunAccess;
  readonly events: RunEvents;
  readonly trainer: Trainer;
  /** Paths of a dataset's files. Throws a WorkbenchError when there is no such dataset. */
  readonly datasetFiles: (dataset: string) => DatasetFiles;
  /** That new runs compute with. */
  readonly threads: number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Seconds, of a clock that never goes back. */
  readonly clock: () => number;
}

/**
 * Trains one run with the trainer, from its last checkpoint to its end, and stores what the trainer tells
 * before anyone else hears of it.
 */
export class TrainingRunner {
  readonly #options: RunnerOptions;
  readonly #onEnded: (obstacle: ErrorReport | null) => void;
  #active: ActiveTraining | null = null;
  #engine: EngineFacts | null = null;
  /** What trained the earlier part of the run at hand. */
  #earlier: EngineFacts | null = null;

  /**
   * @param onEnded called when the trainer is free again; with what will keep the next run from being
   * trained too, if there is such a thing.
   */
  constructor(options: RunnerOptions, onEnded: (obstacle: ErrorReport | null) => void) {
    this.#options = options;
    this.#onEnded = onEnded;
    options.trainer.onEvent((event) => this.#receive(event));
  }

  get active(): ActiveTraining | null {
    return this.#active;
  }

  /**
   * Trains a queued run. What goes wrong with the run itself is told by how it ends.
   *
   * @throws WorkbenchError when not even its new state can be stored; then it is still queued.
   */
  start(id: RunId): ActiveTraining {
    const { stores, access, trainer, datasetFiles, threads } = this.#options;
    const run = access.become(id, 'running');
    let active = new ActiveTraining(run, null);
    try {
      const resume = rewindToLastState(stores, id);
      active = new ActiveTraining(access.changed(id), resume);
      this.#active = active;
      const dataset = datasetFiles(run.config.dataset);
      this.#earlier = (resume && stores.runs.extras(id)?.engine) ?? null;
      trainer.start({
        ...{ kind: 'train', run: id, config: run.config, dataset, resume },
        // As many as before, which may be more than there are cores, come to the same bytes.
        threads: this.#earlier?.threads ?? threads,
      });
    } catch (thrown) {
      this.#failed(active, toErrorReport(thrown));
    }
    return active;
  }

  /** Stops training after the step at hand; resolves with the run when its state is stored. */
  halt(active: ActiveTraining, wanted: 'paused' | 'stopped'): Promise<RunSummary> {
    active.wanted = wanted;
    this.#options.trainer.halt(active.run.id);
    return active.ended;
  }

  /** Counts the run as interrupted, whatever the trainer still does. */
  abandon(active: ActiveTraining): void {
    if (active === this.#active) this.#end(active, 'interrupted', haltTimedOut);
  }

  #receive(event: TrainerHostEvent): void {
    if (event.kind === 'ready') {
      this.#engine = event.engine;
      return;
    }
    const active = this.#active;
    if (active?.run.id !== event.run) return;
    try {
      this.#handle(active, event);
    } catch (thrown) {
      this.#notStored(active, toErrorReport(thrown), event.kind === 'halted');
    }
  }

  #handle(active: ActiveTraining, event: Exclude<TrainerHostEvent, { kind: 'ready' }>): void {
    const { stores, access, events, trainer, clock, now } = this.#options;
    const { id, config } = active.run;
    switch (event.kind) {
      case 'started':
        active.started();
        // A halt that was asked for before may have been too early to be heard.
        if (active.wanted !== null) trainer.halt(id);
        if (this.#engine !== null)
          stores.runs.setEngine(id, following(this.#earlier, this.#engine));
        break;
      case 'progress':
        events.emit(
          'run-progress',
          active.progressed(event, access.get(id).name, clock(), (stalled) =>
            events.emit('run-progress', stalled),
          ),
        );
        break;
      case 'silent':
        events.emit('engine-silent', { engine: 'trainer', isSilent: event.isSilent });
        break;
      case 'epoch':
        if (active.obstacle !== null) break;
        recordEpoch(stores, config, event, now());
        active.epochFinished(event.metrics.epoch);
        events.emit('epoch-finished', { run: id, metrics: event.metrics });
        access.changed(id);
        break;
      case 'halted':
        if (active.obstacle !== null) this.#endUnstored(active, active.obstacle);
        else {
          recordHalt(stores, id, config, event.state, now());
          const isDone = event.state.epoch >= config.epochs;
          this.#end(active, isDone ? 'done' : (active.wanted ?? 'paused'));
        }
        break;
      case 'done':
        if (active.obstacle !== null) this.#endUnstored(active, active.obstacle);
        else this.#end(active, 'done');
        break;
      case 'failed':
        if (active.obstacle !== null) this.#endUnstored(active, active.obstacle);
        else this.#failed(active, event.error);
        break;
      case 'crashed':
        if (active.hasStarted) {
          if (active.obstacle === null) recordBreak(stores, id, active.unfinishedSteps());
          this.#end(active, 'interrupted', event.error);
        } else if (active.wanted !== null) {
          // It was to stop, and no step was lost.
          this.#end(active, active.wanted);
        } else {
          // An engine that dies before its first step would do so with the next run as well.
          active.obstacle ??= event.error;
          this.#end(active, 'interrupted', event.error);
        }
        break;
    }
  }

  /**
   * Stops a run of which something could not be stored. What comes after that is not stored either: the
   * run goes on from the last checkpoint there is, and comes to the same weights.
   */
  #notStored(active: ActiveTraining, reason: ErrorReport, isHalted: boolean): void {
    active.obstacle ??= reason;
    if (isHalted) this.#endUnstored(active, active.obstacle);
    else this.#options.trainer.halt(active.run.id);
  }

  #endUnstored(active: ActiveTraining, reason: ErrorReport): void {
    // What is too large to be stored is so whenever it is trained, and keeps no other run from being trained.
    if (reason.kind === 'invalid-input') {
      active.obstacle = null;
      this.#end(active, 'failed', reason);
      return;
    }
    active.obstacle = reason;
    const { epochsDone } = this.#options.access.get(active.run.id);
    this.#end(active, 'paused', pausedUnstored(epochsDone, reason));
  }

  #failed(active: ActiveTraining, error: ErrorReport): void {
    if (error.kind === 'disk-full' || error.kind === 'read-only') this.#endUnstored(active, error);
    else {
      recordBreak(this.#options.stores, active.run.id, active.unfinishedSteps());
      this.#end(active, 'failed', error);
    }
  }

  #end(active: ActiveTraining, status: RunStatus, error: ErrorReport | null = null): void {
    this.#active = null;
    active.hasEnded(this.#storeEnd(active, status, error));
    this.#onEnded(active.obstacle);
  }

  /** Where not even the run's new state can be stored, the queue counts it as interrupted later. */
  #storeEnd(active: ActiveTraining, status: RunStatus, error: ErrorReport | null): RunSummary {
    const { access, events } = this.#options;
    const { id } = active.run;
    try {
      return access.become(id, status, error);
    } catch (thrown) {
      active.obstacle = toErrorReport(thrown);
      const run: RunSummary = { ...access.get(id), status: 'interrupted', error: active.obstacle };
      events.emit('runs-changed', [run]);
      return run;
    }
  }
}

/** The engine's facts, with the processor on which an earlier engine began where that was another. */
function following(earlier: EngineFacts | null, engine: EngineFacts): EngineFacts {
  const begunOn = earlier?.begunOn ?? earlier?.cpu;
  return begunOn === undefined || begunOn === engine.cpu ? engine : { ...engine, begunOn };
}
