import type { Migration } from '../migrate';

/**
 * Lets older versions of SQLite find the table in order. In them `json_valid(NULL)` is 0 rather than NULL, so
 * that `sqlite3` of Debian 12 (3.40) called every database damaged. The table holds no blobs: copying it takes
 * a moment.
 */
export const nullJson: Migration = {
  name: '0007-null-json',
  sql: `
    CREATE TABLE runs_new (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      status TEXT NOT NULL CHECK (
        status IN ('queued', 'running', 'paused', 'stopped', 'interrupted', 'failed', 'done')
      ),
      -- Runs wait in ascending order. Exactly the queued ones have a place.
      queue_position INTEGER,
      config TEXT NOT NULL,
      colour INTEGER NOT NULL CHECK (colour BETWEEN 0 AND 7),
      starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
      tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      finished_at INTEGER,
      deleted_at INTEGER,
      -- Set when a run is being removed for good, which may take several transactions.
      purged INTEGER NOT NULL DEFAULT 0 CHECK (purged IN (0, 1)),
      -- Kept from epoch_metrics, so that a list reads one table.
      epochs_done INTEGER NOT NULL DEFAULT 0,
      best_test_loss REAL,
      best_epoch INTEGER,
      images_per_second REAL,
      training_seconds REAL NOT NULL DEFAULT 0,
      -- Where the run branched off. No references: the origin may be removed, and this still says what it was.
      parent_run TEXT,
      parent_checkpoint TEXT,
      parent_epoch INTEGER,
      engine TEXT CHECK (engine IS NULL OR json_valid(engine)),
      error TEXT CHECK (error IS NULL OR json_valid(error)),
      notes TEXT NOT NULL DEFAULT '',
      CHECK ((status = 'queued') = (queue_position IS NOT NULL)),
      CHECK (purged = 0 OR deleted_at IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO runs_new SELECT * FROM runs;
    DROP TABLE runs;
    ALTER TABLE runs_new RENAME TO runs;
    CREATE UNIQUE INDEX runs_by_queue_position ON runs (queue_position)
      WHERE queue_position IS NOT NULL;
    CREATE INDEX runs_in_training ON runs (status) WHERE status = 'running';
    CREATE INDEX runs_in_trash ON runs (deleted_at) WHERE deleted_at IS NOT NULL;
    CREATE INDEX runs_by_parent ON runs (parent_run) WHERE parent_run IS NOT NULL;
  `,
};
