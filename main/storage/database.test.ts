import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids';
import { openDatabase, type Database } from './database';
import { applicationId } from './database-file';
import { openStores } from './stores';
import { startDatabaseChild } from './testing/child-process';
import { asOrdinaryUser, temporaryProfile, type TemporaryProfile } from './testing/profile';
import { reportOf } from './testing/report-of';
import { sampleRun, sampleSnapshot } from './testing/samples';

let profile: TemporaryProfile;
let database: Database | undefined;

beforeEach(() => {
  profile = temporaryProfile();
});

afterEach(() => {
  database?.close();
  database = undefined;
  profile.remove();
});

const open = (): Database => (database = openDatabase(profile.folder, { holder: 'window' }));

/** A database with one run in it, closed. */
function makeDatabase(): void {
  const made = openDatabase(profile.folder, { holder: 'window' });
  openStores(made).runs.insert(sampleRun());
  made.close();
}

/** Opening is refused with this kind, and the folder is as it was, byte for byte. */
function expectRefused(kind: string, text: RegExp): void {
  const before = profile.contents();
  const report = reportOf(open);
  expect(report?.kind).toBe(kind);
  expect(report?.message).toMatch(text);
  expect(profile.contents()).toEqual(before);
}

describe('an open database', () => {
  it('waits for the disk, checks references, and can shrink', () => {
    const opened = open();
    const pragma = (name: string): unknown => Object.values(opened.pragma(name)[0] ?? {})[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('locking_mode')).toBe('exclusive');
    expect(pragma('synchronous')).toBe(2);
    expect(pragma('foreign_keys')).toBe(1);
    expect(pragma('auto_vacuum')).toBe(2);
    expect(pragma('application_id')).toBe(applicationId);
  });

  it('leaves no log when it is closed', () => {
    makeDatabase();
    expect(readdirSync(profile.folder)).toEqual(['workbench.sqlite', 'workbench.sqlite.reserve']);
  });

  it('undoes a transaction that fails', () => {
    const opened = open();
    const stores = openStores(opened);
    const run = sampleRun();
    const insertAndFail = (): void =>
      opened.transaction(() => {
        stores.runs.insert(run);
        throw new Error('no');
      });
    expect(insertAndFail).toThrow('no');
    expect(stores.runs.list().runs).toEqual([]);
  });
});

describe('the lock', () => {
  it('keeps out a second process, and says who has it', async () => {
    makeDatabase();
    const child = await startDatabaseChild('hold', profile.folder);
    try {
      await child.lines(1);
      expectRefused('database-locked', new RegExp(`headless command \\(process ${child.pid}\\)`));
    } finally {
      await child.kill();
    }
    expect(openStores(open()).runs.list().runs).toHaveLength(1);
  });

  it('keeps out the process that has it', () => {
    open();
    const report = reportOf(() => openDatabase(profile.folder, { holder: 'headless command' }));
    expect(report?.kind).toBe('database-locked');
    expect(report?.message).toContain(`workbench window (process ${process.pid})`);
  });

  it('is free again when opening fails', () => {
    writeFileSync(profile.databasePath, 'no database');
    expect(open).toThrow();
    writeFileSync(profile.databasePath, '');
    expect(open().isOpen).toBe(true);
  });
});

describe('a process killed while it writes', () => {
  it('loses nothing of what it had stored', async () => {
    const child = await startDatabaseChild('write', profile.folder);
    await child.lines(8);
    const [id, ...epochs] = await child.kill();
    const run = id as RunId;
    const stores = openStores(open());
    expect(stores.runs.list().runs.map((stored) => stored.id)).toEqual([run]);
    const metrics = stores.metrics.epochs(run, 2);
    expect(metrics.length).toBeGreaterThanOrEqual(epochs.length);
    const checkpoints = stores.checkpoints.list(run);
    expect(checkpoints.map((checkpoint) => checkpoint.epoch)).toEqual(
      metrics.map((row) => row.epoch),
    );
    for (const checkpoint of checkpoints) {
      expect(stores.checkpoints.state(checkpoint.id)?.epoch).toBe(checkpoint.epoch);
    }
  });
});

describe('a file that cannot be used', () => {
  it('is refused when it is not a database', () => {
    writeFileSync(
      profile.databasePath,
      'A text, rather longer than the header of a database. '.repeat(9),
    );
    expectRefused('database-damaged', /not a SQLite database/);
  });

  it('is refused when it belongs to another program', () => {
    const other = new Sqlite(profile.databasePath);
    other.exec('CREATE TABLE t (a)');
    other.close();
    expectRefused('database-damaged', /another program/);
  });

  it('is refused when its end is missing', () => {
    makeDatabase();
    const bytes = readFileSync(profile.databasePath);
    writeFileSync(profile.databasePath, bytes.subarray(0, bytes.length - 20_000));
    expectRefused('database-damaged', /last 20,000 bytes are missing/);
  });

  it('is refused when its schema is damaged', () => {
    makeDatabase();
    const bytes = readFileSync(profile.databasePath);
    writeFileSync(profile.databasePath, bytes.fill(0x55, 100, 8000));
    expectRefused('database-damaged', /damaged/);
  });

  it('is refused when a newer version wrote it', () => {
    makeDatabase();
    const later = new Sqlite(profile.databasePath);
    later.pragma('user_version = 999');
    later.close();
    expectRefused('database-newer', /format 999/);
  });

  it('is refused when it is a link to itself or a pipe', () => {
    symlinkSync('workbench.sqlite', profile.databasePath);
    expect(reportOf(open)).toMatchObject({ kind: 'database-damaged' });
    rmSync(profile.databasePath);
    execFileSync('mkfifo', [profile.databasePath]);
    const report = reportOf(open);
    expect(report?.message).toMatch(/It is a pipe, a socket or a device/);
  });

  it('is refused when it is a folder', () => {
    mkdirSync(profile.databasePath);
    expect(reportOf(open)).toMatchObject({ kind: 'database-damaged' });
  });
});

describe('a place that cannot be written', () => {
  const refuses = (): void =>
    asOrdinaryUser(() => {
      expect(reportOf(open)).toMatchObject({ kind: 'read-only' });
    });

  it('is refused when it is the file', () => {
    makeDatabase();
    chmodSync(profile.folder, 0o777);
    chmodSync(profile.databasePath, 0o444);
    const before = profile.contents();
    refuses();
    expect(profile.contents()).toEqual(before);
  });

  it('is refused when it is the folder', () => {
    makeDatabase();
    chmodSync(profile.databasePath, 0o666);
    chmodSync(profile.folder, 0o555);
    const before = profile.contents();
    refuses();
    expect(profile.contents()).toEqual(before);
    chmodSync(profile.folder, 0o755);
  });

  it('is refused when the folder cannot be made', () => {
    chmodSync(profile.folder, 0o555);
    asOrdinaryUser(() => {
      const report = reportOf(() => openDatabase(`${profile.folder}/new`, { holder: 'window' }));
      expect(report).toMatchObject({ kind: 'read-only' });
    });
    chmodSync(profile.folder, 0o755);
  });
});

it('says where a data folder was that is away, as on a disk that is not connected', () => {
  const place = `${profile.folder}/place`;
  symlinkSync('/media/away/data', place);
  expect(reportOf(() => openDatabase(place, { holder: 'window' }))).toMatchObject({
    kind: 'not-found',
    message: `The data folder ${place} was moved to /media/away/data, and is not there. Nothing was changed.`,
  });
  expect(readdirSync(profile.folder)).toEqual(['place']);
});

describe('a full disk', () => {
  it('is said, with all that was stored before kept', () => {
    const opened = open();
    const stores = openStores(opened);
    const run = sampleRun();
    stores.runs.insert(run);
    stores.snapshots.put(run.id, sampleSnapshot(1));
    // SQLite takes the pages there are for the least: not one can be added.
    opened.pragma('max_page_count = 1');
    const report = reportOf(() => stores.snapshots.put(run.id, sampleSnapshot(2)));
    expect(report).toMatchObject({ kind: 'disk-full' });
    expect(stores.snapshots.epochs(run.id)).toEqual([1]);
    stores.runs.annotate(run.id, { notes: 'Small changes still fit.' });
    expect(stores.runs.extras(run.id)?.notes).toBe('Small changes still fit.');
  });
});
