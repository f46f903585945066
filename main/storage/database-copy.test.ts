import { chmodSync, copyFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import { openDatabase } from './database';
import { diskFull } from './database-reports';
import { writeLockHolder } from './lock-holder';
import { openStores } from './stores';
import { addFilledRun } from './testing/filled-run';
import { asOrdinaryUser, temporaryProfile, type TemporaryProfile } from './testing/profile';
import { reportOf } from './testing/report-of';
import { sampleRun } from './testing/samples';

let profile: TemporaryProfile;
beforeEach(() => {
  profile = temporaryProfile();
});
afterEach(() => {
  chmodSync(profile.folder, 0o755);
  profile.remove();
});

/** As a killed process leaves it: what was stored last is in the log alone. */
function killedWithLog(): Readonly<Record<string, string>> {
  const living = temporaryProfile();
  const written = openDatabase(living.folder, { holder: 'window' });
  openStores(written).runs.insert(sampleRun({}, 'In the log'));
  for (const end of ['', '-wal']) {
    copyFileSync(`${living.databasePath}${end}`, `${profile.databasePath}${end}`);
    chmodSync(`${profile.databasePath}${end}`, 0o644);
  }
  written.close();
  living.remove();
  return profile.contents();
}

describe('a database that cannot be written', () => {
  it.each([
    { what: 'the folder', folder: 0o555, file: 0o666 },
    { what: 'the file', folder: 0o777, file: 0o444 },
  ])('can still be read without a window, when it is $what', ({ folder, file }) => {
    const before = killedWithLog();
    chmodSync(profile.folder, folder);
    chmodSync(profile.databasePath, file);
    const copies = (): number =>
      readdirSync(tmpdir()).filter((name) => name.startsWith('cvae-workbench-')).length;
    const copiesBefore = copies();
    asOrdinaryUser(() => {
      const read = openDatabase(profile.folder, { holder: 'headless command' });
      const { runs } = openStores(read);
      const [run] = runs.list().runs;
      expect(run?.name).toBe('In the log');
      expect(read.path).toBe(profile.databasePath);
      expect(reportOf(() => runs.annotate(run!.id, { notes: 'no' }))).toMatchObject({
        kind: 'read-only',
        message: `The database ${profile.databasePath} cannot be written. Nothing was changed.`,
      });
      read.close();
    });
    expect(copies()).toBe(copiesBefore);
    chmodSync(profile.folder, 0o755);
    expect(profile.contents()).toEqual(before);
  });

  it('is not read while another process has it', () => {
    killedWithLog();
    writeLockHolder(profile.databasePath, { pid: process.pid, holder: 'window', since: 1 });
    chmodSync(`${profile.databasePath}.holder`, 0o644);
    chmodSync(profile.folder, 0o555);
    asOrdinaryUser(() => {
      const report = reportOf(() => openDatabase(profile.folder, { holder: 'headless command' }));
      expect(report).toMatchObject({ kind: 'database-locked' });
    });
  });

  it('is damaged when its copy is, and is named by its own path', () => {
    killedWithLog();
    writeFileSync(profile.databasePath, '');
    chmodSync(profile.databasePath, 0o444);
    chmodSync(profile.folder, 0o555);
    asOrdinaryUser(() => {
      const report = reportOf(() => openDatabase(profile.folder, { holder: 'headless command' }));
      expect(report).toMatchObject({ kind: 'database-damaged' });
      expect(report?.message).toContain(`The database ${profile.databasePath} cannot be used`);
    });
  });
});

it('makes room on a full disk for what gives back space', () => {
  const opened = openDatabase(profile.folder, { holder: 'window' });
  const stores = openStores(opened);
  const run = addFilledRun(stores, 1);
  stores.runs.setDeleted(run, 1);
  const reserve = `${profile.databasePath}.reserve`;
  expect(existsSync(reserve)).toBe(true);
  let tries = 0;
  const removed = opened.usingReserve(() => {
    tries++;
    if (existsSync(reserve)) throw new WorkbenchError(diskFull(profile.databasePath));
    stores.trash.purge([run]);
    return stores.trash.purged();
  });
  expect([tries, removed]).toEqual([3, 1]);
  // Kept again when there is room again.
  opened.close();
  openDatabase(profile.folder, { holder: 'window' }).close();
  expect(existsSync(reserve)).toBe(true);
});
