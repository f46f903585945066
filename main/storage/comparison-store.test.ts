import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usualLooks, type Comparison, type ComparisonId } from '../../shared/comparisons';
import { ComparisonStore } from './comparison-store';
import { openDatabase, type Database } from './database';
import { migrations } from './migrations';
import { openStores } from './stores';
import { insertOlderRun } from './testing/older-run';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { newRunId, sampleRun } from './testing/samples';

let profile: TemporaryProfile;
let database: Database;
let store: ComparisonStore;

const comparison = (changes: Partial<Comparison> = {}): Comparison => ({
  id: v7() as ComparisonId,
  name: 'Beta 1 against 4',
  compared: { ...usualLooks, runs: [newRunId(), newRunId()], seed: 7, epoch: 12 },
  createdAt: 1_700_000_000_000,
  ...changes,
});

const open = (): void => {
  database = openDatabase(profile.folder, { holder: 'window' });
  store = new ComparisonStore(database);
};

beforeEach(() => {
  profile = temporaryProfile();
  open();
});
afterEach(() => {
  database.close();
  profile.remove();
});

describe('stored comparisons', () => {
  it('are read as they were written, newest first, after another start too', () => {
    const [older, newer] = [comparison(), comparison({ name: 'Newer' })];
    store.put(older);
    store.put(newer);
    database.close();
    open();
    expect(store.list()).toEqual([newer, older]);
    expect(store.find(older.id)).toEqual(older);
  });

  it('take the place of the one with their id, and go', () => {
    const first = comparison();
    store.put(first);
    store.put({ ...first, name: 'Renamed' });
    expect(store.list()).toEqual([{ ...first, name: 'Renamed' }]);
    store.remove(first.id);
    expect(store.list()).toEqual([]);
    expect(store.find(first.id)).toBeUndefined();
  });

  it('outlive their runs', () => {
    const stores = openStores(database);
    const run = sampleRun();
    stores.runs.insert(run);
    const kept = comparison({
      compared: { ...usualLooks, runs: [run.id, newRunId()], anchor: 'images' },
    });
    store.put(kept);
    stores.runs.setDeleted(run.id, 1);
    stores.trash.purge([run.id]);
    while (stores.trash.removeSome());
    expect(store.list()).toEqual([kept]);
  });

  it('of a later version are left out and left as they are', () => {
    store.put(comparison());
    database
      .prepare(`UPDATE comparisons SET compared = json_set(compared, '$.anchor', 'audio')`)
      .run();
    expect(store.list()).toEqual([]);
    const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM comparisons');
    expect(count.get()).toEqual({ n: 1 });
  });
});

describe('a database from before there were comparisons', () => {
  it('keeps its runs and takes comparisons', () => {
    database.close();
    profile.remove();
    profile = temporaryProfile();
    const before = migrations.findIndex(({ name }) => name.endsWith('-comparisons'));
    const older = openDatabase(profile.folder, {
      holder: 'window',
      migrations: migrations.slice(0, before),
    });
    const run = sampleRun({}, 'Old');
    insertOlderRun(older, run);
    older.close();
    open();
    expect(openStores(database).runs.find(run.id)?.name).toBe('Old');
    const added = comparison();
    store.put(added);
    expect(store.list()).toEqual([added]);
  });
});

describe('comparisons from before it was kept how they were looked at', () => {
  it('are looked at as they were then', () => {
    database.close();
    profile.remove();
    profile = temporaryProfile();
    const before = migrations.findIndex(({ name }) => name.endsWith('-looks'));
    const older = openDatabase(profile.folder, {
      holder: 'window',
      migrations: migrations.slice(0, before),
    });
    const kept = { runs: [newRunId(), newRunId()], anchor: 'images', seed: 5, epoch: 3 } as const;
    older
      .prepare<[string, string]>(
        `INSERT INTO comparisons (id, name, compared, created_at) VALUES (?, 'Old', ?, 1)`,
      )
      .run(v7(), JSON.stringify(kept));
    older.close();
    open();
    expect(store.list().map(({ compared }) => compared)).toEqual([{ ...usualLooks, ...kept }]);
  });
});
