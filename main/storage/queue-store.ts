import { WorkbenchError } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { Database, Statement } from './database';

// An id of another length is not one of ours, however long it is.
export const queueSql = `SELECT id FROM runs
  WHERE queue_position IS NOT NULL AND length(id) = 36 ORDER BY queue_position`;

/** The order in which queued runs are trained. Which runs are queued is their status. */
export class QueueStore {
  readonly #database: Database;
  readonly #list: Statement<[], { id: RunId }>;
  readonly #place: Statement<[number, RunId]>;

  constructor(database: Database) {
    this.#database = database;
    this.#list = database.prepare(queueSql);
    this.#place = database.prepare('UPDATE runs SET queue_position = ? WHERE id = ?');
  }

  /** Next first. */
  list(): readonly RunId[] {
    return this.#list.all().map((row) => row.id);
  }

  /**
   * Puts the queued runs into this order.
   *
   * @throws WorkbenchError `conflict` when these are not exactly the runs that are queued.
   */
  reorder(order: readonly RunId[]): void {
    this.#database.transaction(() => {
      if (this.list().toSorted().join() !== order.toSorted().join()) {
        throw new WorkbenchError({
          kind: 'conflict',
          message: 'The queue has changed in the meantime. Its order was left as it is.',
          remedy: 'Look at the queue again, then move the run.',
        });
      }
      // Places must be unique after each statement: first all move out of the way.
      order.forEach((id, index) => this.#place.run(-index - 1, id));
      order.forEach((id, index) => this.#place.run(index + 1, id));
    });
  }
}
