import { WorkbenchError } from '../../shared/errors';
import { z } from 'zod';
import { checkpointIdSchema, runIdSchema, type CheckpointId, type RunId } from '../../shared/ids';
import type { CheckpointSummary } from '../../shared/runs';
import type { TrainingState } from '../../shared/trainer-protocol';
import { blobFromBytes, bytesFromBlob, sha256 } from './blobs';
import type { Database, Statement } from './database';
import {
  readRow,
  storedEpoch,
  storedFlag,
  storedId,
  storedText,
  storedTime,
  storedWhole,
  type Reading,
} from './stored-rows';

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
  LEFT JOIN checkpoint_weights AS w ON w.checkpoint = c.id
  LEFT JOIN optimizer_states AS o ON o.checkpoint = c.id
  LEFT JOIN epoch_metrics AS m ON m.run = c.run AND m.epoch = c.epoch AND c.step = 0`;

/** Queries whose plans are tested. */
export const checkpointQueries = {
  list: `${selectSummary} WHERE c.run = ? ORDER BY c.epoch, c.step`,
  find: `${selectSummary} WHERE c.id = ?`,
} as const;

const rowSchema = z
  .object({
    id: storedId(checkpointIdSchema),
    run: storedId(runIdSchema),
    epoch: storedEpoch,
    step: storedWhole(0, Number.MAX_SAFE_INTEGER),
    sha256: storedText(200),
    pinned: storedFlag,
    created_at: storedTime,
    weight_bytes: z.number('are missing'),
    optimizer_bytes: z.number().nullable(),
    // Of a row of another table, which is told of there.
    test_loss: z.number().nullable().catch(null),
  })
  .transform(
    ({ weight_bytes, optimizer_bytes, created_at, test_loss, ...row }): CheckpointSummary => ({
      ...row,
      bytes: weight_bytes + (optimizer_bytes ?? 0),
      resumable: optimizer_bytes !== null,
      createdAt: created_at,
      testLoss: test_loss,
    }),
  );

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

  /** Oldest first, without those that cannot be read. */
  list(run: RunId): readonly CheckpointSummary[] {
    return this.#read(run).flatMap((reading) => ('value' in reading ? [reading.value] : []));
  }

  /** What cannot be read: a sentence each. */
  damage(run: RunId): readonly string[] {
    return this.#read(run).flatMap((reading) =>
      'problem' in reading ? [`A checkpoint is damaged. ${reading.problem}`] : [],
    );
  }

  /** Undefined if there is none that can be read. */
  find(id: CheckpointId): CheckpointSummary | undefined {
    return rowSchema.safeParse(this.#find.get(id)).data;
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
    const optimizer = verified(optimizerRow, 'The optimiser’s state');
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

  #read(run: RunId): readonly Reading<CheckpointSummary>[] {
    return this.#list.all(run).map((row) => readRow(rowSchema, row));
  }
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
