import type { Migration } from '../migrate';

/**
 * Blobs of megabytes are in tables of their own, keyed by what they belong to: lists never read past
 * them, and dropping an optimiser's state rewrites nothing else.
 */
export const runs: Migration = {
  name: '0001-runs',
  sql: `
    -- Ids are UUIDs of version 7, so the order of the primary key is the order of creation.
    -- Times are milliseconds since 1970.
    CREATE TABLE runs (
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
      engine TEXT CHECK (json_valid(engine)),
      error TEXT CHECK (json_valid(error)),
      notes TEXT NOT NULL DEFAULT '',
      CHECK ((status = 'queued') = (queue_position IS NOT NULL)),
      CHECK (purged = 0 OR deleted_at IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX runs_by_queue_position ON runs (queue_position)
      WHERE queue_position IS NOT NULL;
    CREATE INDEX runs_in_training ON runs (status) WHERE status = 'running';
    CREATE INDEX runs_in_trash ON runs (deleted_at) WHERE deleted_at IS NOT NULL;
    CREATE INDEX runs_by_parent ON runs (parent_run) WHERE parent_run IS NOT NULL;

    CREATE TABLE epoch_metrics (
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      train_loss REAL NOT NULL,
      train_reconstruction REAL NOT NULL,
      train_kl REAL NOT NULL,
      test_loss REAL NOT NULL,
      test_reconstruction REAL NOT NULL,
      test_kl REAL NOT NULL,
      -- float32 [z], little-endian.
      kl_per_dimension BLOB NOT NULL,
      active_units INTEGER NOT NULL,
      seconds REAL NOT NULL,
      images_per_second REAL NOT NULL,
      learning_rate REAL NOT NULL,
      kl_weight REAL NOT NULL,
      PRIMARY KEY (run, epoch)
    ) STRICT, WITHOUT ROWID;

    -- losses: float32 [steps, 3], little-endian: loss, reconstruction, KL of each step.
    CREATE TABLE step_metrics (
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      losses BLOB NOT NULL,
      PRIMARY KEY (run, epoch)
    ) STRICT;

    -- pixels: uint8 [rows, columns, 784].
    CREATE TABLE snapshots (
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK (epoch >= 1),
      rows INTEGER NOT NULL,
      columns INTEGER NOT NULL,
      pixels BLOB NOT NULL,
      PRIMARY KEY (run, epoch)
    ) STRICT;

    CREATE TABLE checkpoints (
      id TEXT PRIMARY KEY,
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      step INTEGER NOT NULL CHECK (step >= 0),
      sha256 TEXT NOT NULL,
      pinned INTEGER NOT NULL DEFAULT 0 CHECK (pinned IN (0, 1)),
      created_at INTEGER NOT NULL,
      UNIQUE (run, epoch, step)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE checkpoint_weights (
      checkpoint TEXT NOT NULL PRIMARY KEY REFERENCES checkpoints (id) ON DELETE CASCADE,
      safetensors BLOB NOT NULL
    ) STRICT;

    CREATE TABLE optimizer_states (
      checkpoint TEXT NOT NULL PRIMARY KEY REFERENCES checkpoints (id) ON DELETE CASCADE,
      safetensors BLOB NOT NULL,
      sha256 TEXT NOT NULL
    ) STRICT;

    CREATE TABLE sheets (
      id TEXT PRIMARY KEY,
      recipe TEXT NOT NULL CHECK (json_valid(recipe)),
      thumbnail BLOB NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE settings (
      key TEXT PRIMARY KEY,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;
  `,
};
