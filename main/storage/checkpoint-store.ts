import { WorkbenchError } from '../../shared/errors';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { CheckpointSummary } from '../../shared/runs';
import type { TrainingState } from '../../shared/trainer-protocol';
import { blobFromBytes, bytesFromBlob, sha256 } from './blobs';
import type { Database, Statement } from './database';

interface CheckpointRow {
  readonly id: CheckpointId;
  readonly run: RunId;
  readonly epoch: number;
  readonly step: number;
  readonly sha256: string;
  readonly pinned: number;
  readonly created_at: number;
  readonly weight_bytes: number;
  readonly optimizer_bytes: number | null;
  readonly test_loss: number | null;
}

interface BlobRow {
  readonly safetensors: Buffer;
  readonly sha256: string;
}

/** The state to store as a checkpoint. Losses of steps are stored with the metrics. */
export interface NewCheckpoint {
  readonly id: CheckpointId;
  readonly run: RunId;
  readonly createdAt: number;
  readonly state: Omit<TrainingState, 'stepLosses'>;
}

/** length() of a blob is in its row's header: no blob is read to tell its size. */
const selectSummary = `
  SELECT c.id, c.run, c.epoch, c.step, c.sha256, c.pinned, c.created_at,
    length(w.safetensors) AS weight_bytes, length(o.safetensors) AS optimizer_bytes, m.test_loss
  FROM checkpoints AS c
  JOIN checkpoint_weights AS w ON w.checkpoint = c.id
  LEFT JOIN optimizer_states AS o ON o.checkpoint = c.id
  LEFT JOIN epoch_metrics AS m ON m.run = c.run AND m.epoch = c.epoch AND c.step = 0`;

/** Queries whose plans are tested. */
export const checkpointQueries = {
  list: `${selectSummary} WHERE c.run = ? ORDER BY c.epoch, c.step`,
  find: `${selectSummary} WHERE c.id = ?`,
} as const;

/** The tables `checkpoints`, `checkpoint_weights` and `optimizer_states`. */
export class CheckpointStore {
  readonly #database: Database;
  readonly #list: Statement<[RunId], CheckpointRow>;
  readonly #find: Statement<[CheckpointId], CheckpointRow>;
  readonly #weights: Statement<[CheckpointId], BlobRow>;
  readonly #optimizer: Statement<[CheckpointId], BlobRow>;
  readonly #insert: Statement<[CheckpointId, RunId, number, number, string, number]>;
  readonly #insertWeights: Statement<[CheckpointId, Buffer]>;
  readonly #insertOptimizer: Statement<[CheckpointId, Buffer, string]>;
  readonly #replace: Statement<[RunId, number, number]>;
  readonly #setPinned: Statement<[number, CheckpointId]>;
  readonly #remove: Statement<[CheckpointId]>;
  readonly #dropOptimizer: Statement<[CheckpointId]>;
  readonly #dropAfter: Statement<[RunId, number, number]>;

  constructor(database: Database) {
    this.#database = database;
    this.#list = database.prepare(checkpointQueries.list);
    this.#find = database.prepare(checkpointQueries.find);
    this.#weights = database.prepare(`
      SELECT w.safetensors, c.sha256 FROM checkpoint_weights AS w
      JOIN checkpoints AS c ON c.id = w.checkpoint WHERE w.checkpoint = ?`);
    this.#optimizer = database.prepare(
      'SELECT safetensors, sha256 FROM optimizer_states WHERE checkpoint = ?',
    );
    this.#insert = database.prepare(`
      INSERT INTO checkpoints (id, run, epoch, step, sha256, created_at) VALUES (?, ?, ?, ?, ?, ?)`);
    this.#insertWeights = database.prepare(
      'INSERT INTO checkpoint_weights (checkpoint, safetensors) VALUES (?, ?)',
    );
    this.#insertOptimizer = database.prepare(
      'INSERT INTO optimizer_states (checkpoint, safetensors, sha256) VALUES (?, ?, ?)',
    );
    this.#replace = database.prepare(
      'DELETE FROM checkpoints WHERE run = ? AND epoch = ? AND step = ?',
    );
    this.#setPinned = database.prepare('UPDATE checkpoints SET pinned = ? WHERE id = ?');
    this.#remove = database.prepare('DELETE FROM checkpoints WHERE id = ?');
    this.#dropOptimizer = database.prepare('DELETE FROM optimizer_states WHERE checkpoint = ?');
    this.#dropAfter = database.prepare(
      'DELETE FROM checkpoints WHERE run = ? AND (epoch, step) > (?, ?)',
    );
  }

  /** Stores a checkpoint in place of the one the run may have at the same epoch and step. */
  add({ id, run, createdAt, state }: NewCheckpoint): void {
    this.#database.transaction(() => {
      this.#replace.run(run, state.epoch, state.step);
      this.#insert.run(id, run, state.epoch, state.step, state.sha256, createdAt);
      this.#insertWeights.run(id, blobFromBytes(state.weights));
      this.#insertOptimizer.run(id, blobFromBytes(state.optimizer), state.optimizerSha256);
    });
  }

  /** Oldest first. */
  list(run: RunId): readonly CheckpointSummary[] {
    return this.#list.all(run).map(summaryFromRow);
  }

  find(id: CheckpointId): CheckpointSummary | undefined {
    const row = this.#find.get(id);
    return row === undefined ? undefined : summaryFromRow(row);
  }

  /**
   * The weights as safetensors, compared with their SHA-256; undefined if there is no such checkpoint.
   *
   * @throws WorkbenchError `database-damaged` when they are not what was stored.
   */
  weights(id: CheckpointId): Uint8Array | undefined {
    return verified(this.#weights.get(id), 'The weights');
  }

  /**
   * All that training goes on from, but the losses of the steps; undefined if the checkpoint is gone or
   * its optimiser's state was dropped.
   *
   * @throws WorkbenchError `database-damaged` when it is not what was stored.
   */
  state(id: CheckpointId): NewCheckpoint['state'] | undefined {
    const summary = this.find(id);
    const weights = this.weights(id);
    const optimizerRow = this.#optimizer.get(id);
    const optimizer = verified(optimizerRow, "The optimiser's state");
    if (summary === undefined || weights === undefined) return undefined;
    if (optimizer === undefined || optimizerRow === undefined) return undefined;
    const { epoch, step, sha256: weightsSha256 } = summary;
    return {
      epoch,
      step,
      weights,
      sha256: weightsSha256,
      optimizer,
      optimizerSha256: optimizerRow.sha256,
    };
  }

  setPinned(id: CheckpointId, pinned: boolean): void {
    this.#setPinned.run(Number(pinned), id);
  }

  remove(id: CheckpointId): void {
    this.#remove.run(id);
  }

  dropOptimizer(id: CheckpointId): void {
    this.#dropOptimizer.run(id);
  }

  /** Drops the run's checkpoints that lie past `epoch` epochs and `step` steps of the next. */
  dropAfter(run: RunId, epoch: number, step: number): void {
    this.#dropAfter.run(run, epoch, step);
  }
}

function summaryFromRow(row: CheckpointRow): CheckpointSummary {
  return {
    id: row.id,
    run: row.run,
    epoch: row.epoch,
    step: row.step,
    sha256: row.sha256,
    bytes: row.weight_bytes + (row.optimizer_bytes ?? 0),
    resumable: row.optimizer_bytes !== null,
    pinned: row.pinned === 1,
    createdAt: row.created_at,
    testLoss: row.test_loss,
  };
}

function verified(row: BlobRow | undefined, what: string): Uint8Array | undefined {
  if (row === undefined) return undefined;
  if (sha256(row.safetensors) !== row.sha256) {
    throw new WorkbenchError({
      kind: 'database-damaged',
      message: `${what} of this checkpoint are not what was stored: the SHA-256 differs. Nothing was changed.`,
      remedy: 'Use another checkpoint of the run, or put back a copy of the database.',
    });
  }
  return bytesFromBlob(row.safetensors);
}
