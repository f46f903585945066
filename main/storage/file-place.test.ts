import { existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { openDatabase, type Database } from './database';
import { logOf } from './log-file';
import { openStores, type Stores } from './stores';
import { addFilledRun } from './testing/filled-run';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { reportOf } from './testing/report-of';
import { sampleMetrics } from './testing/samples';

let profile: TemporaryProfile;
let database: Database;
let stores: Stores;
let run: RunId;

beforeEach(() => {
  profile = temporaryProfile();
  database = openDatabase(profile.folder, { holder: 'window' });
  stores = openStores(database);
  run = addFilledRun(stores, 2);
});
afterEach(() => {
  database.close();
  profile.remove();
  for (const folder of savedFolders()) rmSync(folder, { recursive: true });
});

/** Data folders beside the old one in which what it held was saved. */
function savedFolders(): readonly string[] {
  const parent = dirname(profile.folder);
  return readdirSync(parent)
    .filter((name) => name.startsWith(`${basename(profile.folder)}.saved`))
    .map((name) => join(parent, name));
}

/** What is told of a change that is stored now, and of another one after it. */
function reports(): readonly (ErrorReport | null)[] {
  return [
    reportOf(() => stores.transaction(() => stores.metrics.putEpoch(run, sampleMetrics(3)))),
    reportOf(() => stores.runs.annotate(run, { name: 'Renamed' })),
  ];
}

function expectSaved(word: string): void {
  const [first, second] = reports();
  expect(first).toMatchObject({ kind: 'not-found' });
  expect(first?.message).toContain(`was ${word} while the workbench had it open`);
  expect(second).toEqual(first);

  const [folder, ...others] = savedFolders();
  expect(others).toEqual([]);
  expect(first?.message).toContain(join(folder!, 'workbench.sqlite'));
  const saved = openDatabase(folder!, { holder: 'window' });
  expect(openStores(saved).metrics.epochs(run, 2)).toHaveLength(3);
  expect(openStores(saved).checkpoints.list(run)).toHaveLength(2);
  saved.close();
}

describe('a change of a database that was open', () => {
  it('is not called stored when the database was deleted, and all of it is saved', () => {
    rmSync(profile.databasePath);
    expectSaved('deleted or moved away');
  });

  it('is not called stored when the data folder was deleted', () => {
    rmSync(profile.folder, { recursive: true });
    expectSaved('deleted or moved away');
  });

  it('is not called stored when another file has taken its place, which is left alone', () => {
    rmSync(profile.databasePath);
    writeFileSync(profile.databasePath, 'another');
    expectSaved('replaced');
    database.close();
    expect(profile.contents()['workbench.sqlite']).toBe(Buffer.from('another').toString('base64'));
  });

  it('is not called stored when the data folder was moved away', () => {
    const moved = `${profile.folder}.saved-elsewhere`;
    renameSync(profile.folder, moved);
    const [first] = reports();
    expect(first).toMatchObject({ kind: 'not-found' });
  });

  it('is kept when the log was deleted', () => {
    rmSync(logOf(profile.databasePath));
    expect(reports()).toEqual([null, null]);
    expect(existsSync(logOf(profile.databasePath))).toBe(true);
    database.close();
    database = openDatabase(profile.folder, { holder: 'window' });
    expect(openStores(database).metrics.epochs(run, 2)).toHaveLength(3);
    expect(openStores(database).runs.find(run)?.name).toBe('Renamed');
  });
});

it('reads go on when the database was deleted, so that what it holds can be exported', () => {
  rmSync(profile.databasePath);
  expect(reports()).not.toContain(null);
  expect(stores.runs.list().runs).toHaveLength(1);
});
