import type { Migration } from '../migrate';

/** The sheets made so far are told by their files, and recipes can be kept under a name. */
export const sheets: Migration = {
  name: '0004-sheets',
  sql: `
    -- Where the file was written; it may have been moved or removed since.
    ALTER TABLE sheets ADD COLUMN path TEXT NOT NULL DEFAULT '';
    -- Removed ones can be brought back until the workbench is opened again.
    ALTER TABLE sheets ADD COLUMN deleted_at INTEGER;

    CREATE TABLE sheet_recipes (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      recipe TEXT NOT NULL CHECK (json_valid(recipe)),
      created_at INTEGER NOT NULL,
      deleted_at INTEGER
    ) STRICT, WITHOUT ROWID;
  `,
};
