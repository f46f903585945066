import { statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { checkIntegrity } from './integrity-check';
import { giveBackSpace } from './space';
import { openStores, type Stores } from './stores';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { addFilledRun, epochBytes } from './testing/filled-run';

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

describe('the trash', () => {
  it('tells its bytes, and gives them back to the disk when it is emptied', async () => {
    const kept = addFilledRun(stores, 2);
    const gone = addFilledRun(stores, 10);
    stores.runs.setDeleted(gone, 1);
    const bytes = 10 * epochBytes;
    expect(stores.trash.bytes()).toEqual(new Map([[gone, bytes]]));
    database.pragma('wal_checkpoint(TRUNCATE)');
    const before = statSync(profile.databasePath).size;

    stores.trash.purge([gone, kept]);
    while (stores.trash.removeSome());
    await giveBackSpace(database);

    expect(before - statSync(profile.databasePath).size).toBeGreaterThan(0.95 * bytes);
    expect(stores.runs.list().runs.map(({ id }) => id)).toEqual([kept]);
    expect(stores.checkpoints.list(kept)).toHaveLength(2);
    expect(await checkIntegrity(database)).toEqual([]);
  });

  it('hides at once what goes for good, and goes on with it after a restart', () => {
    const gone = addFilledRun(stores, 3);
    stores.runs.setDeleted(gone, 1);
    stores.trash.purge([gone]);
    stores.trash.removeSome();
    expect(stores.runs.trash().runs).toEqual([]);
    expect(stores.runs.find(gone)).toBeUndefined();
    database.close();
    open();
    while (stores.trash.removeSome());
    expect(database.prepare('SELECT id FROM runs').all()).toEqual([]);
    expect(database.prepare('SELECT run FROM snapshots').all()).toEqual([]);
  });
});
