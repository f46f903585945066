import type { CheckpointId, RunId } from '../../shared/ids';
import type { Database } from './database';
import { summaryColumns, type SpeedRow, type SummaryRow } from './run-rows';

const endOfQueue = `(
  SELECT coalesce(max(queue_position), 0) + 1 FROM runs WHERE queue_position IS NOT NULL
)`;

/** Queries whose plans are tested. */
export const runQueries = {
  list: `SELECT ${summaryColumns} FROM runs WHERE deleted_at IS NULL ORDER BY id`,
  trash: `SELECT ${summaryColumns} FROM runs
    WHERE deleted_at IS NOT NULL AND purged = 0 ORDER BY deleted_at, id`,
  find: `SELECT ${summaryColumns} FROM runs WHERE id = ? AND purged = 0`,
  queued: `SELECT ${summaryColumns} FROM runs
    WHERE queue_position IS NOT NULL ORDER BY queue_position`,
  // A run that was stopped is over by a person's will: nobody waits for it.
  unfinished: `SELECT ${summaryColumns} FROM runs
    WHERE status IN ('paused', 'interrupted', 'failed') AND deleted_at IS NULL
    ORDER BY id DESC`,
  speeds: `SELECT config, images_per_second, engine,
      CASE status WHEN 'done' THEN (finished_at - started_at) / 1000.0 - training_seconds END AS start_seconds
    FROM runs WHERE images_per_second IS NOT NULL ORDER BY id DESC LIMIT ?`,
  inTraining: `SELECT id FROM runs WHERE status = 'running'`,
  last: `SELECT id, colour FROM runs WHERE +id GLOB '0*' AND colour BETWEEN 0 AND 7
    ORDER BY id DESC LIMIT 1`,
  children: `SELECT ${summaryColumns} FROM runs WHERE parent_run = ? AND purged = 0`,
  branchPoints: `SELECT parent_checkpoint FROM runs WHERE parent_run = ?`,
  endOfQueue: `SELECT ${endOfQueue}`,
} as const;

/** Every statement of the table `runs`, prepared once for the life of the connection. */
export function prepareRunStatements(database: Database) {
  return {
    list: database.prepare<[], SummaryRow>(runQueries.list),
    queued: database.prepare<[], SummaryRow>(runQueries.queued),
    unfinished: database.prepare<[], SummaryRow>(runQueries.unfinished),
    speeds: database.prepare<[number], SpeedRow>(runQueries.speeds),
    trash: database.prepare<[], SummaryRow>(runQueries.trash),
    find: database.prepare<[RunId], SummaryRow>(runQueries.find),
    extras: database.prepare<
      [RunId],
      { notes: string; engine: string | null; training_seconds: number }
    >('SELECT notes, engine, training_seconds FROM runs WHERE id = ? AND purged = 0'),
    inTraining: database.prepare<[], { id: RunId }>(runQueries.inTraining),
    last: database.prepare<[], { id: RunId; colour: number }>(runQueries.last),
    children: database.prepare<[RunId], SummaryRow>(runQueries.children),
    branchPoints: database.prepare<[RunId], { parent_checkpoint: CheckpointId }>(
      runQueries.branchPoints,
    ),
    insert: database.prepare<
      [
        {
          id: RunId;
          name: string;
          config: string;
          colour: number;
          createdAt: number;
          parentRun: RunId | null;
          parentCheckpoint: CheckpointId | null;
          parentEpoch: number | null;
        },
      ]
    >(`
      INSERT INTO runs (id, name, status, queue_position, config, colour, created_at,
        parent_run, parent_checkpoint, parent_epoch, epochs_done)
      VALUES (:id, :name, 'queued', ${endOfQueue}, :config, :colour, :createdAt,
        :parentRun, :parentCheckpoint, :parentEpoch, coalesce(:parentEpoch, 0))`),
    setStatus: database.prepare<
      [
        {
          id: RunId;
          status: string;
          error: string | null;
          startedAt: number | null;
          finishedAt: number | null;
        },
      ]
    >(`
      UPDATE runs SET
        status = :status,
        queue_position = CASE :status WHEN 'queued' THEN coalesce(queue_position, ${endOfQueue}) END,
        error = :error,
        started_at = coalesce(started_at, :startedAt),
        finished_at = :finishedAt
      WHERE id = :id`),
    setEngine: database.prepare<[string, RunId]>('UPDATE runs SET engine = ? WHERE id = ?'),
    annotate: database.prepare<
      [
        {
          id: RunId;
          name: string | null;
          starred: number | null;
          tags: string | null;
          notes: string | null;
        },
      ]
    >(`
      UPDATE runs SET
        name = coalesce(:name, name),
        starred = coalesce(:starred, starred),
        tags = coalesce(:tags, tags),
        notes = coalesce(:notes, notes)
      WHERE id = :id`),
    refreshTotals: database.prepare<[{ id: RunId }]>(`
      UPDATE runs SET (epochs_done, training_seconds, best_test_loss, best_negative_elbo) = (
          SELECT coalesce(max(epoch), parent_epoch, 0), coalesce(sum(seconds), 0), min(test_loss),
            min(test_reconstruction + test_kl)
          FROM epoch_metrics WHERE run = :id
        ),
        best_epoch = (
          SELECT epoch FROM epoch_metrics WHERE run = :id ORDER BY test_loss, epoch LIMIT 1
        ),
        images_per_second = (
          SELECT images_per_second FROM epoch_metrics WHERE run = :id ORDER BY epoch DESC LIMIT 1
        )
      WHERE id = :id`),
    setDeleted: database.prepare<[number | null, RunId]>(
      'UPDATE runs SET deleted_at = ? WHERE id = ? AND purged = 0',
    ),
  };
}
