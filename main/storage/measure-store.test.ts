import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Measure } from '../../shared/measures';
import { openDatabase, type Database } from './database';
import { migrations } from './migrations';
import { openStores, type Stores } from './stores';
import { insertOlderRun } from './testing/older-run';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { newCheckpointId, sampleRun } from './testing/samples';

let profile: TemporaryProfile;
let database: Database;
let stores: Stores;
const run = sampleRun();
const checkpoint = newCheckpointId();

const measure = (changes: Partial<Measure> = {}): Measure => ({
  run: run.id,
  checkpoint,
  epoch: 3,
  step: 0,
  name: 'importance-bound',
  value: 98.5,
  samples: 100,
  details: { negativeElbo: 101.25, standardError: 0.5 },
  engine: { tensorflow: '2', tfjs: '4', node: '20', cpu: 'any', threads: 2, memory: 1e9 },
  createdAt: 1_700_000_000_000,
  ...changes,
});

beforeEach(() => {
  profile = temporaryProfile();
  database = openDatabase(profile.folder, { holder: 'window' });
  stores = openStores(database);
  stores.runs.insert(run);
});
afterEach(() => {
  database.close();
  profile.remove();
});

describe('stored measures', () => {
  it('are read as they were written, by epoch', () => {
    const [later, other] = [measure({ epoch: 5 }), measure({ name: 'diversity', details: {} })];
    for (const each of [later, measure(), other]) stores.measures.put(each);
    expect(stores.measures.list(run.id)).toEqual([other, measure(), later]);
  });

  it('replace the same measure alone', () => {
    stores.measures.put(measure());
    stores.measures.put(measure({ samples: 5000, value: 97 }));
    stores.measures.put(measure({ value: 98.25, createdAt: 1_800_000_000_000 }));
    const stored = stores.measures.list(run.id).map(({ samples, value }) => [samples, value]);
    expect(stored).toEqual([
      [100, 98.25],
      [5000, 97],
    ]);
  });

  it('go with their run', () => {
    stores.measures.put(measure());
    stores.runs.setDeleted(run.id, 1);
    stores.trash.purge([run.id]);
    while (stores.trash.removeSome());
    const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM measures');
    expect(count.get()).toEqual({ n: 0 });
  });

  it('of a later version are left out', () => {
    stores.measures.put(measure());
    database.prepare("UPDATE measures SET name = 'precision-and-recall'").run();
    expect(stores.measures.list(run.id)).toEqual([]);
  });
});

describe('a database from before there were measures', () => {
  it('keeps its runs and takes measures', () => {
    database.close();
    profile.remove();
    profile = temporaryProfile();
    const older = openDatabase(profile.folder, {
      holder: 'window',
      migrations: migrations.slice(0, 1),
    });
    insertOlderRun(older, { ...run, name: 'Old' });
    older.close();
    database = openDatabase(profile.folder, { holder: 'window' });
    stores = openStores(database);
    expect(stores.runs.find(run.id)?.name).toBe('Old');
    stores.measures.put(measure());
    expect(stores.measures.list(run.id)).toEqual([measure()]);
  });
});
