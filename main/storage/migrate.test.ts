import { readdirSync, readFileSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase, type Database } from './database';
import type { Migration } from './migrate';
import { migrations } from './migrations';
import { openStores } from './stores';
import { insertOlderRun } from './testing/older-run';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { reportOf } from './testing/report-of';
import { sampleMetrics, sampleRun } from './testing/samples';

let profile: TemporaryProfile;
beforeEach(() => {
  profile = temporaryProfile();
});
afterEach(() => profile.remove());

const open = (steps: readonly Migration[]): Database =>
  openDatabase(profile.folder, { holder: 'window', migrations: steps });

/** A step such as a later version may bring: rebuilds a table that others refer to. */
const addRating: Migration = {
  name: 'rating',
  sql: `
    CREATE TABLE settings_new (key TEXT PRIMARY KEY, value TEXT NOT NULL, rating INTEGER) STRICT;
    INSERT INTO settings_new (key, value) SELECT key, value FROM settings;
    DROP TABLE settings;
    ALTER TABLE settings_new RENAME TO settings;
    ALTER TABLE runs ADD COLUMN rating INTEGER NOT NULL DEFAULT 3;
  `,
};

const run = sampleRun();

/** A database of the version before, with rows. */
function makeOlder(): void {
  const database = open(migrations);
  const stores = openStores(database);
  stores.runs.insert(run);
  stores.metrics.putEpoch(run.id, sampleMetrics(1));
  stores.settings.set('theme', 'dark');
  database.close();
}

describe('migrate', () => {
  it('makes every table STRICT', () => {
    const database = open(migrations);
    const tables = database
      .pragma('table_list')
      .filter((row) => row['type'] === 'table' && !String(row['name']).startsWith('sqlite_'));
    expect(tables.length).toBeGreaterThan(0);
    expect(tables.filter((row) => row['strict'] !== 1)).toEqual([]);
    database.close();
  });

  it('does not copy a database that is new or current', () => {
    open(migrations).close();
    open(migrations).close();
    expect(readdirSync(profile.folder)).toEqual(['workbench.sqlite', 'workbench.sqlite.reserve']);
  });

  it('brings a database of the version before forward with its rows, and keeps a copy', () => {
    makeOlder();
    const database = open([...migrations, addRating]);
    const stores = openStores(database);
    expect(stores.runs.find(run.id)?.name).toBe(run.name);
    expect(stores.metrics.epochs(run.id, 2)).toEqual([sampleMetrics(1)]);
    expect(database.prepare<[], { rating: number }>('SELECT rating FROM runs').get()?.rating).toBe(
      3,
    );
    expect(database.pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    database.close();

    const copy = new Sqlite(`${profile.databasePath}.v${migrations.length}.backup`, {
      readonly: true,
    });
    expect(copy.pragma('user_version', { simple: true })).toBe(migrations.length);
    expect(copy.prepare('SELECT name FROM runs').pluck().all()).toEqual([run.name]);
    copy.close();
  });

  it('names the new version in the header at once, so that an older program refuses the file', () => {
    makeOlder();
    const database = open([...migrations, addRating]);
    expect(readFileSync(profile.databasePath).readUInt32BE(60)).toBe(migrations.length + 1);
    database.close();
    expect(reportOf(() => open(migrations))).toMatchObject({ kind: 'database-newer' });
  });

  it('leaves the database as it was when a step fails', () => {
    makeOlder();
    const failing: Migration = {
      name: 'failing',
      sql: `${addRating.sql}; SELECT no_such_function();`,
    };
    expect(() => open([...migrations, failing])).toThrow('no_such_function');
    const database = open(migrations);
    expect(openStores(database).runs.list().runs).toHaveLength(1);
    expect(database.pragma('table_info(settings)')).toHaveLength(2);
    database.close();
  });

  it('refuses a step that leaves broken references', () => {
    makeOlder();
    const breaking: Migration = { name: 'breaking', sql: 'DELETE FROM runs;' };
    expect(() => open([...migrations, breaking])).toThrow('broken references');
    const database = open(migrations);
    expect(openStores(database).runs.list().runs).toHaveLength(1);
    database.close();
  });
});

describe('the migration to negative ELBOs', () => {
  it('gives runs of before the lowest of their epochs, and none to those without', () => {
    const before = open(migrations.slice(0, 7));
    insertOlderRun(before, run);
    before
      .prepare(
        `INSERT INTO epoch_metrics VALUES
          (:run, 1, 1, 1, 1, 180, 120, 15, x'', 2, 1, 1, 1, 4),
          (:run, 2, 1, 1, 1, 170, 121, 12.25, x'', 2, 1, 1, 1, 4)`,
      )
      .run({ run: run.id });
    before
      .prepare(
        `INSERT INTO runs (id, name, status, config, colour, created_at)
          SELECT 'other', name, 'done', config, colour, created_at FROM runs`,
      )
      .run();
    before.close();
    const database = open(migrations);
    const rows = database.prepare('SELECT id, best_negative_elbo AS best FROM runs ORDER BY id');
    expect(rows.all()).toEqual([
      { id: run.id, best: 133.25 },
      { id: 'other', best: null },
    ]);
    database.close();
  });
});

describe('what other programs say of the database', () => {
  /** SQLite 3.40, as it is in Debian 12, with which people look at their databases. */
  function findingsOfOlderSqlite(): unknown {
    const connection = new Sqlite(profile.databasePath);
    connection.pragma('trusted_schema = ON');
    connection.function('json_valid', { deterministic: true }, (text) => {
      if (typeof text !== 'string') return 0;
      JSON.parse(text);
      return 1;
    });
    const findings = connection.pragma('integrity_check', { simple: true });
    connection.close();
    return findings;
  }

  it('is that it is in order, also where a run has neither engine nor error', () => {
    const database = open(migrations);
    openStores(database).runs.insert(run);
    database.close();
    expect(findingsOfOlderSqlite()).toBe('ok');
  });

  it('becomes so for a database of before, with all that is in it', () => {
    const before = open(migrations.slice(0, 6));
    insertOlderRun(before, run);
    before.close();
    expect(findingsOfOlderSqlite()).toMatch('CHECK constraint failed in runs');

    const columns = 'SELECT *, typeof(error) FROM runs';
    const read = (): unknown[] => {
      const connection = new Sqlite(profile.databasePath);
      connection.exec(`UPDATE runs SET engine = '{"cpu":"some"}', notes = 'kept', starred = 1`);
      const rows = connection.prepare(columns).all();
      connection.close();
      return rows;
    };
    const rows = read();
    open(migrations.slice(0, 7)).close();
    expect(read()).toEqual(rows);
    expect(findingsOfOlderSqlite()).toBe('ok');
  });

  it('does not keep a run whose JSON is damaged from being brought along with the others', () => {
    const before = open(migrations.slice(0, 6));
    insertOlderRun(before, run);
    before.close();
    const connection = new Sqlite(profile.databasePath);
    connection.pragma('ignore_check_constraints = ON');
    connection.exec(`UPDATE runs SET error = 'no JSON'`);
    connection.close();

    const database = open(migrations);
    const errors = database.prepare<[], { error: string }>('SELECT error FROM runs').all();
    expect(errors).toEqual([{ error: 'no JSON' }]);
    const breakAnother = database.prepare(`UPDATE runs SET engine = 'none'`);
    expect(() => breakAnother.run()).toThrow('CHECK');
    database.close();
  });
});
