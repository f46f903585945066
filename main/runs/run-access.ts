import { WorkbenchError, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { canBecome, type RunStatus } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import type { Stores } from '../storage/stores';
import type { RunEvents } from './events';

/** Reading runs and changing their state: what every use case begins and ends with. */
export class RunAccess {
  readonly #stores: Stores;
  readonly #events: RunEvents;
  readonly #now: () => number;

  constructor(stores: Stores, events: RunEvents, now: () => number) {
    this.#stores = stores;
    this.#events = events;
    this.#now = now;
  }

  /** @throws WorkbenchError `not-found` */
  get(id: RunId): RunSummary {
    const run = this.#stores.runs.find(id);
    if (run !== undefined) return run;
    throw new WorkbenchError({
      kind: 'not-found',
      message: 'This run does not exist any more.',
      remedy: 'Look at the list of runs again.',
    });
  }

  /** The run; undefined when there is none, or one that this version cannot read. */
  find(id: RunId): RunSummary | undefined {
    try {
      return this.#stores.runs.find(id);
    } catch (error) {
      if (error instanceof WorkbenchError && error.kind === 'database-damaged') return undefined;
      throw error;
    }
  }

  /** @throws WorkbenchError `not-found`, or `conflict` when the run is in the trash. */
  getOutsideTrash(id: RunId): RunSummary {
    const run = this.get(id);
    if (run.deletedAt === null) return run;
    throw new WorkbenchError({
      kind: 'conflict',
      message: `“${run.name}” is in the trash. Nothing was changed.`,
      remedy: 'Restore it first.',
    });
  }

  /**
   * Stores a run's new state and tells of it.
   *
   * @throws Error when the run cannot get from its state into this one: a mistake in the calling code.
   */
  become(id: RunId, status: RunStatus, error: ErrorReport | null = null): RunSummary {
    const from = this.get(id).status;
    if (!canBecome(from, status)) throw new Error(`A run that is ${from} cannot become ${status}.`);
    this.setStatus(id, status, error);
    return this.changed(id);
  }

  /** Stores a run's new state without reading the run, so that it may be one that cannot be read. */
  setStatus(id: RunId, status: RunStatus, error: ErrorReport | null): void {
    const now = this.#now();
    const isUnderWay = status === 'queued' || status === 'running' || status === 'paused';
    this.#stores.runs.setStatus(id, {
      status,
      error,
      startedAt: status === 'running' ? now : null,
      finishedAt: isUnderWay ? null : now,
    });
  }

  /** Tells that a run is not as it was, and returns it as it is. */
  changed(id: RunId): RunSummary {
    const run = this.get(id);
    this.#events.emit('runs-changed', [run]);
    return run;
  }

  /** Tells of runs as they are. Those that cannot be read are listed nowhere, so nobody has to hear of them. */
  tell(ids: readonly RunId[]): void {
    const runs = ids.flatMap((id) => this.find(id) ?? []);
    if (runs.length > 0) this.#events.emit('runs-changed', runs);
  }
}
