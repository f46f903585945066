import type { Migration } from '../migrate';

export const datasets: Migration = {
  name: '0005-datasets',
  sql: `
    -- Files are in the folder datasets/ID of the data folder. The built-in dataset has no row.
    CREATE TABLE datasets (
      -- Made from the first name; what a run's configuration names.
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      classes INTEGER NOT NULL CHECK (classes BETWEEN 1 AND 256),
      train_count INTEGER NOT NULL CHECK (train_count >= 1),
      test_count INTEGER NOT NULL CHECK (test_count >= 1),
      -- Of each image, in pixels.
      height INTEGER NOT NULL,
      width INTEGER NOT NULL,
      -- Of each file, by what it holds.
      sha256 TEXT NOT NULL CHECK (json_valid(sha256)),
      created_at INTEGER NOT NULL,
      -- Set when it was removed; its files and its row go when the workbench is next started.
      removed_at INTEGER
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX datasets_by_name ON datasets (name COLLATE NOCASE) WHERE removed_at IS NULL;
  `,
};
