import { copyFileSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { writeLockHolder } from './lock-holder';
import { logOf } from './log-file';
import { openStores } from './stores';
import { addFilledRun } from './testing/filled-run';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { reportOf } from './testing/report-of';

let profile: TemporaryProfile;
let living: TemporaryProfile;
let database: Database | undefined;

beforeEach(() => {
  profile = temporaryProfile();
  living = temporaryProfile();
});
afterEach(() => {
  database?.close();
  database = undefined;
  profile.remove();
  living.remove();
});

const open = (): Database => (database = openDatabase(profile.folder, { holder: 'window' }));
const names = (): readonly string[] =>
  openStores(open())
    .runs.list()
    .runs.map(({ id }) => id);

const files = (folder: TemporaryProfile) => [folder.databasePath, logOf(folder.databasePath)];
const [path, log] = [() => profile.databasePath, () => logOf(profile.databasePath)];

/** What is left of a database when its process is killed in the midst of writing to it. */
function kill(write: (database: Database) => void): void {
  const written = openDatabase(living.folder, { holder: 'window' });
  write(written);
  for (const [index, file] of files(living).entries()) copyFileSync(file, files(profile)[index]!);
  written.close();
}

/** Runs in the database's own file, and one more in the log. */
function killInTraining(): readonly string[] {
  const runs: string[] = [];
  kill((writing) => {
    const stores = openStores(writing);
    for (let run = 0; run < 3; run++) runs.push(addFilledRun(stores, 2));
    writing.pragma('wal_checkpoint(TRUNCATE)');
    runs.push(addFilledRun(stores, 1));
  });
  expect(statSync(log()).size).toBeGreaterThan(100_000);
  return runs;
}

function expectRefused(text: RegExp): void {
  const before = profile.contents();
  const report = reportOf(open);
  expect(report).toMatchObject({ kind: 'database-damaged' });
  expect(report?.message).toMatch(text);
  expect(report?.message).toMatch('Both were left as they are.');
  expect(profile.contents()).toEqual(before);
}

describe('a database with a log, as a killed process leaves it', () => {
  it('has everything that was stored', () => {
    expect(killInTraining()).toEqual(names());
  });

  it('has it also when the process was killed while it wrote the log back', () => {
    let runs: readonly string[] = [];
    kill((writing) => {
      runs = [addFilledRun(openStores(writing), 1)];
      writing.pragma('wal_checkpoint(PASSIVE)');
    });
    truncateSync(path(), statSync(path()).size - 20 * 16_384);
    expect(names()).toEqual(runs);
  });

  it('is refused, with both files kept, when the database was cut off', () => {
    killInTraining();
    truncateSync(path(), Math.floor(statSync(path()).size * 0.24));
    expectRefused(/of the database [\d,]+ bytes are missing/i);
  });

  it('is refused when no more than some pages of a checkpoint were cut off', () => {
    killInTraining();
    truncateSync(path(), statSync(path()).size - 3 * 16_384);
    expectRefused(/49,152 bytes are missing/);
  });

  it('is refused when the database is empty', () => {
    killInTraining();
    truncateSync(path(), 0);
    expectRefused(/database is empty/);
  });

  it('is refused when the database is missing', () => {
    killInTraining();
    rmSync(path());
    expectRefused(/database is missing/);
  });

  it('is refused when the database is an older copy', () => {
    const older = openDatabase(profile.folder, { holder: 'window' });
    addFilledRun(openStores(older), 1);
    older.close();
    const copy = readFileSync(path());
    killInTraining();
    writeFileSync(path(), copy);
    expectRefused(/./);
  });

  it('is refused when a newer version wrote the log', () => {
    kill((writing) => {
      writing.pragma('wal_checkpoint(TRUNCATE)');
      writing.pragma('user_version = 999');
    });
    const before = profile.contents();
    expect(reportOf(open)).toMatchObject({ kind: 'database-newer' });
    expect(profile.contents()).toEqual(before);
  });

  it('opens when one row alone is damaged', () => {
    kill((writing) => {
      addFilledRun(openStores(writing), 1);
      writing.pragma('ignore_check_constraints = ON');
      writing.prepare(`UPDATE runs SET engine = 'no JSON'`).run();
    });
    expect(open().isOpen).toBe(true);
  });
});

it('says once that a log is missing, which a killed process must have left', () => {
  killInTraining();
  rmSync(log());
  // No process has this id: it is above the largest that Linux gives.
  writeLockHolder(path(), { pid: 2 ** 22 + 1, holder: 'window', since: 1 });
  expect(reportOf(open)).toMatchObject({ kind: 'database-damaged' });
  expect(names()).toHaveLength(3);
});
