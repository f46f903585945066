import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DamagedRow } from '../../shared/damage';
import type { RunId } from '../../shared/ids';
import type { Trash } from '../../shared/ipc/trash';
import type { Database } from '../storage/database';
import { giveBackSpace } from '../storage/space';
import type { Stores } from '../storage/stores';
import type { RunSummary } from '../../shared/runs';
import type { RunEvents } from './events';
import type { RunAccess } from './run-access';
import type { RunQueue } from './run-queue';

export interface RunTrashOptions {
  readonly database: Database;
  readonly stores: Stores;
  readonly access: RunAccess;
  readonly events: RunEvents;
  readonly queue: RunQueue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const progressMilliseconds = 100;

/** Runs are deleted into the trash, from where they can be restored or removed for good. */
export class RunTrash {
  readonly #options: RunTrashOptions;

  constructor(options: RunTrashOptions) {
    this.#options = options;
  }

  /** Runs in the trash, the one deleted last at the end. */
  list(): readonly RunSummary[] {
    return this.#options.stores.runs.trash().runs;
  }

  /** What is in the trash, and what emptying it gives back. */
  contents(): Trash {
    const { stores } = this.#options;
    const { runs, damaged } = stores.runs.trash();
    const bytes = stores.trash.bytes();
    return {
      runs: runs
        .map((run) => ({ ...run, deletedAt: run.deletedAt ?? 0, bytes: bytes.get(run.id) ?? 0 }))
        .reverse(),
      unreadable: damaged.length,
      bytes: [...bytes.values()].reduce((sum, of) => sum + of, 0),
    };
  }

  /** Runs in the trash that cannot be read. */
  damaged(): readonly DamagedRow[] {
    return this.#options.stores.runs.trash().damaged;
  }

  /** Puts runs into the trash. One in training is stopped first, and its state stored. */
  async remove(runs: readonly RunId[]): Promise<void> {
    const { queue, access, now } = this.#options;
    await queue.withdraw(runs, () => this.#setDeleted(runs, now()));
    access.tell(runs);
  }

  /** Takes runs out of the trash. They are not queued again. */
  restore(runs: readonly RunId[]): void {
    const { stores, access } = this.#options;
    stores.transaction(() => this.#setDeleted(runs, null));
    access.tell(runs);
  }

  /** Removes runs for good that are in the trash; others are left alone. Resolves when the space is given back. */
  async removeForever(runs: readonly RunId[]): Promise<void> {
    const { stores, events } = this.#options;
    stores.trash.purge(runs);
    events.emit('runs-removed', { runs });
    await this.finish();
  }

  /** Removes for good what is in the trash. Resolves when the space is given back. */
  async empty(): Promise<void> {
    const { runs, damaged } = this.#options.stores.runs.trash();
    await this.removeForever([...runs, ...damaged].map(({ id }) => id as RunId));
  }

  /**
   * Finishes the removal of runs that an earlier process did not, a little at a time with the event loop
   * free to run in between. Ends early when the database is closed.
   */
  async finish(): Promise<void> {
    const { database, stores, events } = this.#options;
    const whole = stores.trash.purged();
    if (whole === 0) return giveBackSpace(database);
    const tell = atIntervals((share) => events.emit('trash-progress', share));
    try {
      while (database.isOpen && stores.trash.removeSome()) {
        tell(() => (whole - stores.trash.purged()) / whole / 2);
        await nextTurn();
      }
      await giveBackSpace(database, (share) => tell(() => 0.5 + share / 2));
    } finally {
      events.emit('trash-progress', null);
    }
  }

  #setDeleted(runs: readonly RunId[], deletedAt: number | null): void {
    for (const run of runs) this.#options.stores.runs.setDeleted(run, deletedAt);
  }
}

/** Passes a value on a few times a second; what is not passed on is not worked out. */
function atIntervals(emit: (share: number) => void): (share: () => number) => void {
  let last = 0;
  return (share) => {
    const now = performance.now();
    if (now - last < progressMilliseconds) return;
    last = now;
    emit(share());
  };
}
