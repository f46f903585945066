import type { Migration } from '../migrate';

export const comparisons: Migration = {
  name: '0003-comparisons',
  sql: `
    CREATE TABLE comparisons (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      -- JSON. No references: a run may be removed, and the comparison of the others stays.
      compared TEXT NOT NULL CHECK (json_valid(compared)),
      created_at INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
