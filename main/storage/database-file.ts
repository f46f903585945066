import { closeSync, existsSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { WorkbenchError } from '../../shared/errors';
import { explainFileError } from '../files/file-errors';
import { copyDatabase, type DatabaseCopy } from './database-copy';
import { apartFromLog, damaged, diskFull, logMissing, newer, readOnly } from './database-reports';
import { removeLockHolder, wasKilled } from './lock-holder';
import { checkLog, logBytes, logOf } from './log-file';
import { translateSqliteError } from './sqlite-errors';

/** Marks our files in SQLite's header ("CVAE"), so that another program's database is not mistaken for ours. */
export const applicationId = 0x43564145;

const headerBytes = 100;
const magic = 'SQLite format 3\0';

/**
 * Looks at a database file before SQLite does, so that a file that must be refused is never written to
 * and gets no journal beside it. The header's layout: https://sqlite.org/fileformat2.html#the_database_header
 *
 * Must not be called while this process has the file open: closing any descriptor of a file drops all
 * POSIX locks that the process holds on it, SQLite's included.
 *
 * @param path of the database, for a person to read
 * @param file where it is read: a copy, if not that
 * @returns whether there is a database yet.
 * @throws WorkbenchError `read-only`, `database-damaged`, `database-newer` or `database-locked`.
 */
export function inspectDatabaseFile(path: string, newestVersion: number, file = path): boolean {
  const found = readHeader(path, file);
  const hasLog = logBytes(file) > 0;
  if (found === null || found.size === 0) {
    if (!hasLog) return false;
    const finding = `The database is ${found === null ? 'missing' : 'empty'}.`;
    throw new WorkbenchError(apartFromLog(path, finding));
  }
  const { header, size } = found;
  if (size < headerBytes || header.toString('latin1', 0, magic.length) !== magic) {
    throw new WorkbenchError(damaged(path, 'It is not a SQLite database.'));
  }
  if (header.readUInt32BE(68) !== applicationId) {
    throw new WorkbenchError(damaged(path, 'It is the database of another program.'));
  }
  if (hasLog) checkWithLog(path, newestVersion, file);
  else checkAlone(path, found);
  refuseNewer(path, header.readUInt32BE(60), newestVersion);
  return true;
}

function checkWithLog(path: string, newestVersion: number, file: string): void {
  try {
    checkLog(path, newestVersion, file);
  } catch (thrown) {
    if (!lacksRoomForIndex(thrown)) throw translateSqliteError(thrown, path);
    const copy = copyIfThereIsRoom(path);
    if (copy === null) return;
    try {
      checkLog(path, newestVersion, copy.path);
    } catch (error) {
      throw translateSqliteError(error, path);
    } finally {
      copy.remove();
    }
  }
}

/** SQLite cannot read a log without an index beside it, for which there may be no room on a full disk. */
function lacksRoomForIndex(thrown: unknown): boolean {
  return (
    thrown instanceof Sqlite.SqliteError
    && ['SQLITE_IOERR_SHMSIZE', 'SQLITE_FULL'].includes(thrown.code)
  );
}

/** Where there is none, the database is opened unchecked: a full disk must not keep anybody from what is on it. */
function copyIfThereIsRoom(path: string): DatabaseCopy | null {
  try {
    return copyDatabase(path);
  } catch (error) {
    if (error instanceof WorkbenchError && error.kind === 'disk-full') return null;
    throw error;
  }
}

function checkAlone(path: string, { header, size }: Found): void {
  const missing = missingBytes(size, header);
  if (missing > 0) {
    throw new WorkbenchError(
      damaged(path, `Its last ${missing.toLocaleString('en')} bytes are missing.`),
    );
  }
  if (!existsSync(logOf(path)) && wasKilled(path)) {
    // Said once: without the record the next start goes on with what there is.
    removeLockHolder(path);
    throw new WorkbenchError(logMissing(path));
  }
}

/** @throws WorkbenchError `database-newer` */
export function refuseNewer(path: string, version: number, newestVersion: number): void {
  if (version > newestVersion) throw new WorkbenchError(newer(path, version, newestVersion));
}

interface Found {
  readonly header: Buffer;
  readonly size: number;
}

/** Null for no file. */
function readHeader(path: string, file: string): Found | null {
  const descriptor = openForWriting(path, file);
  if (descriptor === null) return null;
  const header = Buffer.alloc(headerBytes);
  try {
    const { size } = fstatSync(descriptor);
    readSync(descriptor, header, 0, headerBytes, 0);
    return { header, size };
  } finally {
    closeSync(descriptor);
  }
}

function openForWriting(path: string, file: string): number | null {
  try {
    const facts = statSync(file, { throwIfNoEntry: false });
    if (facts === undefined) return null;
    if (facts.isFile()) return openSync(file, 'r+');
    throw new WorkbenchError(
      damaged(path, `It is a ${facts.isDirectory() ? 'folder' : 'pipe, a socket or a device'}.`),
    );
  } catch (error) {
    throw explain(error, path);
  }
}

/** Makes an empty file, which is to become the database, for its owner alone. */
export function makeDatabaseFile(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw explain(error, path);
  }
}

function explain(error: unknown, path: string): unknown {
  const options = { cause: error };
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new WorkbenchError(readOnly(path), options);
    case 'ENOSPC':
    case 'EDQUOT':
      return new WorkbenchError(diskFull(path), options);
    case 'ELOOP':
      return new WorkbenchError(damaged(path, 'It is a link that leads back to itself.'), options);
    case undefined:
    default:
      return explainFileError(error, path);
  }
}

/** Bytes that the header counts and the file lacks. */
function missingBytes(size: number, header: Buffer): number {
  const countIsValid = header.readUInt32BE(24) === header.readUInt32BE(92);
  if (!countIsValid) return 0;
  const storedPageSize = header.readUInt16BE(16);
  const pageSize = storedPageSize === 1 ? 65_536 : storedPageSize;
  return header.readUInt32BE(28) * pageSize - size;
}
