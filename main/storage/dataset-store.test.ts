import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { DatasetStore, type StoredDataset } from './dataset-store';
import { migrations } from './migrations';
import { openStores, type Stores } from './stores';
import { insertOlderRun } from './testing/older-run';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { sampleRun } from './testing/samples';

const letters: StoredDataset = {
  ...{
    id: 'letters',
    name: 'Letters',
    classes: 26,
    classNames: Array.from({ length: 26 }, (_, label) => String(label + 1)),
    trainCount: 300,
    testCount: 50,
  },
  sha256: { trainImages: 'a', trainLabels: 'b', testImages: 'c', testLabels: 'd' },
  createdAt: 5,
};

let profile: TemporaryProfile;
let database: Database;
let store: DatasetStore;
let stores: Stores;
beforeEach(() => {
  profile = temporaryProfile();
  database = openDatabase(profile.folder, { holder: 'window' });
  store = new DatasetStore(database);
  stores = openStores(database);
});
afterEach(() => {
  database.close();
  profile.remove();
});

describe('DatasetStore', () => {
  it('knows no names of what version 0.1.0 stored', () => {
    store.insert({ ...letters, classNames: null });
    expect(store.find('letters')?.classNames).toBeNull();
  });

  it('gives back what was put in, until it is removed', () => {
    store.insert(letters);
    expect(store.find('letters')).toEqual(letters);
    store.rename('letters', 'Capitals');
    expect(store.list()).toEqual([{ ...letters, name: 'Capitals' }]);
    store.remove('letters', 7);
    expect(store.list()).toEqual([]);
    expect(store.find('letters')).toBeUndefined();
    expect(store.removed()).toEqual([{ id: 'letters', name: 'Capitals' }]);
    expect([...store.ids()]).toEqual(['letters']);
    store.restore('letters', 'Letters again');
    expect(store.list()).toEqual([{ ...letters, name: 'Letters again' }]);
  });

  it('forgets none but those that were removed', () => {
    store.insert(letters);
    store.forget('letters');
    expect(store.list()).toHaveLength(1);
    store.remove('letters', 7);
    store.forget('letters');
    expect(store.ids().size).toBe(0);
  });

  it('does not take a name twice, whatever its capitals', () => {
    store.insert(letters);
    expect(() => store.insert({ ...letters, id: 'other', name: 'LETTERS' })).toThrow('UNIQUE');
    store.remove('letters', 7);
    expect(() => store.insert({ ...letters, id: 'other', name: 'LETTERS' })).not.toThrow();
  });

  it('finds the runs of a dataset, those in the trash too', () => {
    const config = { dataset: 'letters' };
    const runs = [sampleRun(config, 'One'), sampleRun(config, 'Two')];
    for (const run of [...runs, sampleRun()]) stores.runs.insert(run);
    stores.runs.setDeleted(runs[1]!.id, 9);
    expect(store.users('letters')).toEqual([
      { name: 'One', isInTrash: false },
      { name: 'Two', isInTrash: true },
    ]);
    expect(Object.fromEntries(store.usages())).toEqual({ letters: 2, mnist: 1 });
    stores.trash.purge([runs[1]!.id]);
    expect(store.users('letters')).toHaveLength(1);
  });

  it('passes over runs whose configuration is damaged', () => {
    const run = sampleRun();
    stores.runs.insert(run);
    database.prepare<[string, string]>('UPDATE runs SET config = ? WHERE id = ?').run('{', run.id);
    expect(store.users('mnist')).toEqual([]);
    expect(store.usages().size).toBe(0);
  });
});

it('comes to a database of the version before, whose runs stay', () => {
  const older = temporaryProfile();
  const before = migrations.findIndex(({ name }) => name.endsWith('-datasets'));
  const old = openDatabase(older.folder, {
    holder: 'window',
    migrations: migrations.slice(0, before),
  });
  const run = sampleRun();
  insertOlderRun(old, run);
  old.close();
  const now = openDatabase(older.folder, { holder: 'window' });
  const datasets = new DatasetStore(now);
  datasets.insert(letters);
  expect(datasets.list()).toEqual([letters]);
  expect(datasets.users('mnist')).toEqual([{ name: run.name, isInTrash: false }]);
  now.close();
  older.remove();
});
