import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { WorkbenchError } from '../../shared/errors';
import { copyDatabase, type DatabaseCopy } from './database-copy';
import { applicationId, inspectDatabaseFile, makeDatabaseFile, refuseNewer } from './database-file';
import { locked, noData } from './database-reports';
import { FilePlace } from './file-place';
import { keepFilesForOwner, keepFolderForOwner } from './file-rights';
import { readLockHolder, removeLockHolder, writeLockHolder, type Holder } from './lock-holder';
import { migrate, type Migration } from './migrate';
import { migrations } from './migrations';
import { databaseFileName, openProfileFolder } from './profile-folder';
import { keepReserve, releaseReserve } from './reserve';
import { translateSqliteError } from './sqlite-errors';

export type { Holder };

/** How long a second opener waits for the lock: a process that is just closing is let go first. */
const lockTimeoutMilliseconds = 500;

/** Paths open in this process. Looking at an open file would drop its lock; see `inspectDatabaseFile`. */
const openPaths = new Set<string>();

type SqlValue = string | number | bigint | Buffer | null;
type Parameters = readonly SqlValue[] | readonly [object];

/** A row that a pragma answers with, by the names that SQLite gives its columns. */
export type PragmaRow = Readonly<Record<string, string | number | null>>;

/** A prepared statement. What it throws is translated to a WorkbenchError. */
export interface Statement<P extends Parameters, Row = never> {
  get(...parameters: P): Row | undefined;
  all(...parameters: P): Row[];
  /** @returns how many rows it changed. */
  run(...parameters: P): number;
}

/**
 * The one connection to the database. It holds SQLite's exclusive lock from `openDatabase` until `close`:
 * one process has the database, window or headless command. No other code may open the file, not even
 * to read it (see `inspectDatabaseFile`).
 */
export class Database {
  readonly path: string;
  readonly #connection: Sqlite.Database;
  readonly #place: FilePlace;
  readonly #closed: () => void;

  /** @param closed called when the connection is closed */
  constructor(path: string, connection: Sqlite.Database, place: FilePlace, closed: () => void) {
    this.path = path;
    this.#connection = connection;
    this.#place = place;
    this.#closed = closed;
  }

  get isOpen(): boolean {
    return this.#connection.open;
  }

  get sqliteVersion(): string {
    const row = this.prepare<[], { version: string }>('SELECT sqlite_version() AS version').get();
    return row?.version ?? '';
  }

  prepare<P extends Parameters, Row = never>(sql: string): Statement<P, Row> {
    const statement = this.#translating(() => this.#connection.prepare<unknown[], Row>(sql));
    return {
      get: (...parameters) => this.#translating(() => statement.get(...parameters)),
      all: (...parameters) => this.#translating(() => statement.all(...parameters)),
      run: (...parameters) => this.#storing(() => statement.run(...parameters).changes),
    };
  }

  /** Runs a pragma and returns its rows. */
  pragma(source: string): readonly PragmaRow[] {
    return this.#translating(() => this.#connection.pragma(source) as PragmaRow[]);
  }

  /** Runs `work` in one transaction: all of it is stored, or, when it throws, nothing. May be nested. */
  transaction<T>(work: () => T): T {
    return this.#storing(() => this.#connection.transaction(work).immediate());
  }

  /**
   * Does what gives back space, or leads to it. On a full disk it takes the room that is kept for that:
   * removing rows takes some for the log before any is given back.
   */
  usingReserve<T>(work: () => T): T {
    const waysToMakeRoom = [() => true, () => releaseReserve(this.path)];
    for (const makeRoom of waysToMakeRoom) {
      try {
        return work();
      } catch (error) {
        if (!isDiskFull(error) || !makeRoom()) throw error;
        this.#writeBack();
      }
    }
    return work();
  }

  /** Writes the log back into the database file, gives up the lock. Does nothing when already closed. */
  close(): void {
    if (!this.isOpen) return;
    try {
      this.#writeBack();
    } finally {
      this.#connection.close();
      this.#closed();
    }
  }

  /** Where there is no room for it in the database's file, the log keeps what it has. */
  #writeBack(): void {
    try {
      this.#translating(() => this.#connection.pragma('wal_checkpoint(TRUNCATE)'));
    } catch (error) {
      if (!isDiskFull(error)) throw error;
    }
  }

  #storing<T>(work: () => T): T {
    return this.#translating(() => {
      this.#place.refuseIfLost();
      const result = work();
      if (!this.#connection.inTransaction) this.#place.confirm();
      return result;
    });
  }

  #translating<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw translateSqliteError(error, this.path);
    }
  }
}

export interface OpenOptions {
  readonly holder: Holder;
  /** Whether folder and database are made where there are none; true unless given. */
  readonly mayCreate?: boolean;
  /** Other than the workbench's own in tests of the machinery. */
  readonly migrations?: readonly Migration[];
}

/**
 * Opens the database of a data folder, making both where there is none if it may, and brings it to this
 * version's format. For the headless command one that cannot be written is opened for reading.
 *
 * @throws WorkbenchError `database-locked` with the holder named, `database-damaged`, `database-newer`,
 * `read-only` or, for a folder that cannot be there or has no data to read, `not-found`, each with all as it was;
 * `disk-full`.
 */
export function openDatabase(profileFolder: string, options: OpenOptions): Database {
  const { mayCreate = true } = options;
  const folder = openProfileFolder(profileFolder, mayCreate);
  const path = join(folder, databaseFileName);
  if (openPaths.has(path)) throw new WorkbenchError(locked(path, readLockHolder(path)));
  keepFolderForOwner(folder);
  try {
    return openForWriting(path, options);
  } catch (error) {
    const isReadOnly = error instanceof WorkbenchError && error.kind === 'read-only';
    if (!isReadOnly || options.holder === 'window' || !existsSync(path)) throw error;
    return openForReading(path, copyDatabase(path), options);
  }
}

function openForWriting(
  path: string,
  { holder, mayCreate = true, migrations: steps = migrations }: OpenOptions,
): Database {
  const exists = inspectDatabaseFile(path, steps.length);
  if (!exists && !mayCreate) throw new WorkbenchError(noData(dirname(path)));
  if (!exists) makeDatabaseFile(path);
  keepFilesForOwner(dirname(path));
  const release = () => {
    removeLockHolder(path);
    openPaths.delete(path);
  };
  let connection: Sqlite.Database | undefined;
  let isLocked = false;
  try {
    connection = new Sqlite(path, { timeout: lockTimeoutMilliseconds });
    takeLock(connection, exists);
    isLocked = true;
    openPaths.add(path);
    writeLockHolder(path, { pid: process.pid, holder, since: Date.now() });
    prepare(connection, path, steps);
    keepReserve(path);
    return new Database(path, connection, new FilePlace(connection, path), release);
  } catch (error) {
    connection?.close();
    if (isLocked) release();
    throw translateSqliteError(error, path);
  }
}

function openForReading(path: string, copy: DatabaseCopy, options: OpenOptions): Database {
  const steps = options.migrations ?? migrations;
  let connection: Sqlite.Database | undefined;
  try {
    inspectDatabaseFile(path, steps.length, copy.path);
    connection = new Sqlite(copy.path);
    takeLock(connection, true);
    prepare(connection, copy.path, steps);
    connection.pragma('query_only = ON');
    return new Database(path, connection, new FilePlace(connection, copy.path), copy.remove);
  } catch (error) {
    connection?.close();
    copy.remove();
    throw translateSqliteError(error, path);
  }
}

function prepare(connection: Sqlite.Database, path: string, steps: readonly Migration[]): void {
  refuseNewer(path, connection.pragma('user_version', { simple: true }) as number, steps.length);
  configure(connection);
  migrate(connection, path, steps);
}

function isDiskFull(error: unknown): boolean {
  return error instanceof WorkbenchError && error.kind === 'disk-full';
}

/**
 * In exclusive mode the first access to a WAL database takes the lock and keeps it; so does the first write
 * to a new one. Page size and auto_vacuum can only be chosen before that write. Pages of 16 KiB suit
 * rows that are mostly blobs: https://sqlite.org/intern-v-extern-blob.html
 */
function takeLock(connection: Sqlite.Database, exists: boolean): void {
  connection.pragma('locking_mode = EXCLUSIVE');
  if (exists) {
    connection.prepare('SELECT count(*) FROM sqlite_schema').get();
  } else {
    connection.pragma('page_size = 16384');
    connection.pragma('auto_vacuum = INCREMENTAL');
    connection.pragma(`application_id = ${applicationId}`);
  }
  connection.pragma('journal_mode = WAL');
}

function configure(connection: Sqlite.Database): void {
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('cache_size = -65536');
  // What is in the log alone needs room in the database as well: on a full disk not much may wait for it.
  connection.pragma('wal_autocheckpoint = 256');
  // After a large transaction the log shrinks back to this many bytes; what it keeps is what small
  // changes can still be written to when the disk is full.
  connection.pragma('journal_size_limit = 67108864');
}
