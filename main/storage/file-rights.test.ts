import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import { migrations } from './migrations';
import { openStores } from './stores';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { sampleRun } from './testing/samples';

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

describe('what others on this computer can read', () => {
  const modeOf = (path: string): number => statSync(path).mode & 0o777;
  let umask: number;
  beforeEach(() => (umask = process.umask(0)));
  afterEach(() => process.umask(umask));

  it('is nothing of a new data folder, whatever the umask', () => {
    const folder = `${profile.folder}/new`;
    database = openDatabase(folder, { holder: 'window' });
    openStores(database).runs.insert(sampleRun());
    expect(modeOf(folder)).toBe(0o700);
    const modes = readdirSync(folder).map((name) => [name, modeOf(`${folder}/${name}`)]);
    expect(modes).toHaveLength(4);
    for (const mode of modes) expect(mode).toEqual([mode[0], 0o600]);
  });

  it('is nothing of a data folder from before', () => {
    openDatabase(profile.folder, { holder: 'window' }).close();
    chmodSync(profile.folder, 0o755);
    for (const name of ['workbench.sqlite', 'workbench.sqlite.v5.backup']) {
      writeFileSync(`${profile.folder}/${name}`, '', { flag: 'a' });
      chmodSync(`${profile.folder}/${name}`, 0o644);
    }
    open();
    expect(modeOf(profile.folder)).toBe(0o700);
    expect(modeOf(profile.databasePath)).toBe(0o600);
    expect(modeOf(`${profile.databasePath}.v5.backup`)).toBe(0o600);
  });

  it('is nothing of the copy that is made before a new format', () => {
    openDatabase(profile.folder, { holder: 'window', migrations: migrations.slice(0, 6) }).close();
    open();
    expect(modeOf(`${profile.databasePath}.v6.backup`)).toBe(0o600);
  });

  it('is only what else is there, where a data folder is not ours alone', () => {
    writeFileSync(`${profile.folder}/thesis.pdf`, '');
    chmodSync(profile.folder, 0o755);
    open();
    expect(modeOf(profile.folder)).toBe(0o755);
    expect(modeOf(profile.databasePath)).toBe(0o600);
  });
});
