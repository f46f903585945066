import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type Sqlite from 'better-sqlite3';

/** One step of the database's format. The list is append-only: a step that was released never changes. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/**
 * Brings a database to the newest format: step N makes version N (`user_version`), each step in a
 * transaction of its own. Before the first step a database that holds anything is copied beside itself as
 * `NAME.vN.backup`, N being the version it has; an older copy of that name is replaced.
 *
 * Foreign keys are off during a step, so that it can rebuild a table, and are checked at its end. Other
 * constraints do not hold during a step: one damaged row must not keep the others from being brought along.
 */
export function migrate(
  connection: Sqlite.Database,
  path: string,
  migrations: readonly Migration[],
): void {
  const from = connection.pragma('user_version', { simple: true }) as number;
  if (from === migrations.length) return;
  if (from > 0) backUp(connection, path, `${path}.v${from}.backup`);
  const foreignKeys = connection.pragma('foreign_keys', { simple: true }) as number;
  connection.pragma('foreign_keys = OFF');
  connection.pragma('ignore_check_constraints = ON');
  for (const [index, migration] of migrations.entries()) {
    if (index >= from) apply(connection, migration, index + 1);
  }
  connection.pragma('ignore_check_constraints = OFF');
  connection.pragma(`foreign_keys = ${foreignKeys}`);
  // So that the file's header names the new version to whoever looks at it next.
  connection.pragma('wal_checkpoint(TRUNCATE)');
}

function apply(connection: Sqlite.Database, migration: Migration, version: number): void {
  connection
    .transaction(() => {
      connection.exec(migration.sql);
      const broken = connection.pragma('foreign_key_check') as readonly unknown[];
      if (broken.length > 0) {
        throw new Error(`Migration ${migration.name} leaves ${broken.length} broken references.`);
      }
      connection.pragma(`user_version = ${version}`);
    })
    .immediate();
}

/**
 * VACUUM INTO does not wait for the disk, so the copy is flushed before it gets its name. It takes an empty file
 * that is there, and its rights.
 */
function backUp(connection: Sqlite.Database, path: string, backup: string): void {
  const partial = `${path}.backup-partial`;
  rmSync(partial, { force: true });
  try {
    writeFileSync(partial, '', { mode: 0o600 });
    connection.prepare('VACUUM INTO ?').run(partial);
    const file = openSync(partial, 'r');
    fsyncSync(file);
    closeSync(file);
    renameSync(partial, backup);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}
