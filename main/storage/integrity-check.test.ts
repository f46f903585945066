import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { checkIntegrity } from './integrity-check';
import { openStores, type Stores } from './stores';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { addFilledRun } from './testing/filled-run';

let profile: TemporaryProfile;
let database: Database;
let stores: Stores;

function open(): void {
  database = openDatabase(profile.folder, { holder: 'window' });
  stores = openStores(database);
}

beforeEach(() => {
  profile = temporaryProfile();
  open();
});
afterEach(() => {
  database.close();
  profile.remove();
});

/** Overwrites the root page of a table. */
function damage(table: string): void {
  const page = database
    .prepare<[string], { rootpage: number }>(
      "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?",
    )
    .get(table)?.rootpage;
  database.close();
  const bytes = readFileSync(profile.databasePath);
  const start = ((page ?? 0) - 1) * 16_384;
  writeFileSync(profile.databasePath, bytes.fill(0x55, start, start + 100));
  open();
}

describe('checkIntegrity', () => {
  it('finds nothing where all is well, and ends when the database is closed', async () => {
    addFilledRun(stores, 3);
    expect(await checkIntegrity(database)).toEqual([]);
    const checking = checkIntegrity(database);
    database.close();
    expect(await checking).toEqual([]);
    open();
  });

  it('names the run whose rows are damaged, which keeps the others from nothing', async () => {
    const run = addFilledRun(stores, 30);
    damage('step_metrics');
    expect(await checkIntegrity(database)).toEqual(['The losses of “Sample” are damaged.']);
    expect(stores.metrics.epochs(run, 2)).toHaveLength(30);
  });

  it.each(['runs', 'datasets', 'comparisons'])('finds damage in the table %s', async (table) => {
    addFilledRun(stores, 1);
    damage(table);
    expect((await checkIntegrity(database)).join()).toContain(`“${table}” is damaged`);
  });
});
