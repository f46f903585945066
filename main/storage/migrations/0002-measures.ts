import type { Migration } from '../migrate';

export const measures: Migration = {
  name: '0002-measures',
  sql: `
    CREATE TABLE measures (
      run TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
      -- No reference: the checkpoint may be pruned, and epoch and step still say what it was.
      checkpoint TEXT NOT NULL,
      epoch INTEGER NOT NULL CHECK (epoch >= 0),
      step INTEGER NOT NULL CHECK (step >= 0),
      name TEXT NOT NULL,
      -- Draws that it rests on: with others, it is another measure.
      samples INTEGER NOT NULL CHECK (samples >= 1),
      value REAL NOT NULL,
      details TEXT NOT NULL CHECK (json_valid(details)),
      engine TEXT NOT NULL CHECK (json_valid(engine)),
      created_at INTEGER NOT NULL,
      PRIMARY KEY (run, epoch, step, checkpoint, name, samples)
    ) STRICT, WITHOUT ROWID;
  `,
};
