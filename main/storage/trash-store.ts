import type { RunId } from '../../shared/ids';
import type { Database, Statement } from './database';

/** Queries whose plans are tested. length() of a blob reads no more than its row's header. */
export const trashQueries = {
  bytes: `
    SELECT id, (SELECT coalesce(sum(length(w.safetensors) + coalesce(length(o.safetensors), 0)), 0)
        FROM checkpoints AS c
        JOIN checkpoint_weights AS w ON w.checkpoint = c.id
        LEFT JOIN optimizer_states AS o ON o.checkpoint = c.id
        WHERE c.run = runs.id)
      + (SELECT coalesce(sum(length(pixels)), 0) FROM snapshots WHERE run = runs.id)
      + (SELECT coalesce(sum(length(losses)), 0) FROM step_metrics WHERE run = runs.id) AS bytes
    FROM runs WHERE deleted_at IS NOT NULL AND purged = 0`,
  purged: 'SELECT id FROM runs WHERE deleted_at IS NOT NULL AND purged = 1 LIMIT 1',
  purgedCount: 'SELECT count(*) AS runs FROM runs WHERE deleted_at IS NOT NULL AND purged = 1',
  checkpoint: 'SELECT id FROM checkpoints WHERE run = ? LIMIT 1',
} as const;

const snapshotsAtOnce = 100;

/**
 * Removal of runs for good. It takes one small transaction after another, so that gigabytes can go
 * without holding up a window; what a closing process leaves over is removed by the next.
 */
export class TrashStore {
  readonly #database: Database;
  readonly #bytes: Statement<[], { id: RunId; bytes: number }>;
  readonly #purge: Statement<[RunId]>;
  readonly #purged: Statement<[], { id: RunId }>;
  readonly #purgedCount: Statement<[], { runs: number }>;
  readonly #checkpoint: Statement<[RunId], { id: string }>;
  readonly #removeCheckpoint: Statement<[string]>;
  readonly #removeSnapshots: Statement<[RunId, number]>;
  readonly #removeRun: Statement<[RunId]>;

  constructor(database: Database) {
    this.#database = database;
    this.#bytes = database.prepare(trashQueries.bytes);
    this.#purge = database.prepare(
      'UPDATE runs SET purged = 1 WHERE id = ? AND deleted_at IS NOT NULL',
    );
    this.#purged = database.prepare(trashQueries.purged);
    this.#purgedCount = database.prepare(trashQueries.purgedCount);
    this.#checkpoint = database.prepare(trashQueries.checkpoint);
    this.#removeCheckpoint = database.prepare('DELETE FROM checkpoints WHERE id = ?');
    this.#removeSnapshots = database.prepare(
      'DELETE FROM snapshots WHERE rowid IN (SELECT rowid FROM snapshots WHERE run = ? LIMIT ?)',
    );
    this.#removeRun = database.prepare('DELETE FROM runs WHERE id = ?');
  }

  /** Bytes of checkpoints, snapshots and losses that removing each run in the trash gives back. */
  bytes(): ReadonlyMap<RunId, number> {
    return new Map(this.#bytes.all().map(({ id, bytes }) => [id, bytes]));
  }

  /** Runs that are going for good and are not gone yet. */
  purged(): number {
    return this.#purgedCount.get()?.runs ?? 0;
  }

  /** Marks runs in the trash as going for good: from here on they are listed nowhere. */
  purge(runs: readonly RunId[]): void {
    this.#database.usingReserve(() =>
      this.#database.transaction(() => {
        for (const run of runs) this.#purge.run(run);
      }),
    );
  }

  /**
   * Removes a little of what is going for good: some milliseconds' work.
   *
   * @returns whether there is more to remove.
   */
  removeSome(): boolean {
    const run = this.#purged.get()?.id;
    if (run === undefined) return false;
    this.#database.usingReserve(() => this.#removeSomeOf(run));
    return true;
  }

  #removeSomeOf(run: RunId): void {
    const checkpoint = this.#checkpoint.get(run)?.id;
    if (checkpoint !== undefined) this.#removeCheckpoint.run(checkpoint);
    else if (this.#removeSnapshots.run(run, snapshotsAtOnce) === 0) this.#removeRun.run(run);
  }
}
