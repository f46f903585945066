import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { giveBackSpace, quickCheck } from './maintenance';
import { openStores, type Stores } from './stores';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import {
  newCheckpointId,
  sampleLosses,
  sampleMetrics,
  sampleRun,
  sampleSnapshot,
  sampleState,
} from './testing/samples';

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

/** A run with some epochs, each with a checkpoint of 600 kB. */
function fill(epochs: number) {
  const run = sampleRun();
  stores.runs.insert(run);
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const state = sampleState(epoch, 0, 50_000);
    stores.metrics.putEpoch(run.id, sampleMetrics(epoch));
    stores.metrics.putSteps(run.id, { epoch, losses: sampleLosses(epoch, 600) });
    stores.snapshots.put(run.id, sampleSnapshot(epoch));
    stores.checkpoints.add({ id: newCheckpointId(), run: run.id, createdAt: 1, state });
  }
  return run.id;
}

describe('the trash', () => {
  it('tells its bytes, and gives them back to the disk when it is emptied', async () => {
    const kept = fill(2);
    const gone = fill(10);
    stores.runs.setDeleted(gone, 1);
    const bytes = stores.trash.bytes();
    expect(bytes).toBe(10 * (600_000 + 62_720 + 7200));
    database.pragma('wal_checkpoint(TRUNCATE)');
    const before = statSync(profile.databasePath).size;

    stores.trash.purge([gone, kept]);
    while (stores.trash.removeSome());
    await giveBackSpace(database);

    expect(before - statSync(profile.databasePath).size).toBeGreaterThan(0.95 * bytes);
    expect(stores.runs.list().runs.map(({ id }) => id)).toEqual([kept]);
    expect(stores.checkpoints.list(kept)).toHaveLength(2);
    expect(await quickCheck(database)).toEqual([]);
  });

  it('hides at once what goes for good, and goes on with it after a restart', () => {
    const gone = fill(3);
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

describe('quickCheck', () => {
  it('finds damage in a table', async () => {
    const run = fill(30);
    const page = database
      .prepare<[], { rootpage: number }>(
        "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = 'step_metrics'",
      )
      .get()?.rootpage;
    database.close();
    const bytes = readFileSync(profile.databasePath);
    const start = ((page ?? 0) - 1) * 16_384;
    writeFileSync(profile.databasePath, bytes.fill(0x55, start, start + 100));
    open();
    const findings = await quickCheck(database);
    expect(findings.length).toBeGreaterThan(0);
    expect(stores.metrics.epochs(run)).toHaveLength(30);
  });
});
