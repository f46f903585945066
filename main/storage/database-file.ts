import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { WorkbenchError } from '../../shared/errors';
import { damaged, newer, readOnly } from './database-reports';

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
 * @returns whether there is a database yet.
 * @throws WorkbenchError `read-only`, `database-damaged` or `database-newer`.
 */
export function inspectDatabaseFile(path: string, newestVersion: number): boolean {
  const file = openForWriting(path);
  if (file === null) return false;
  const header = Buffer.alloc(headerBytes);
  let size: number;
  try {
    size = fstatSync(file).size;
    readSync(file, header, 0, headerBytes, 0);
  } finally {
    closeSync(file);
  }
  if (size === 0) return false;
  if (size < headerBytes || header.toString('latin1', 0, magic.length) !== magic) {
    throw new WorkbenchError(damaged(path, 'It is not a SQLite database.'));
  }
  if (header.readUInt32BE(68) !== applicationId) {
    throw new WorkbenchError(damaged(path, 'It is the database of another program.'));
  }
  const missing = missingBytes(path, size, header);
  if (missing > 0) {
    throw new WorkbenchError(
      damaged(path, `Its last ${missing.toLocaleString('en')} bytes are missing.`),
    );
  }
  refuseNewer(path, header.readUInt32BE(60), newestVersion);
  return true;
}

/** @throws WorkbenchError `database-newer` */
export function refuseNewer(path: string, version: number, newestVersion: number): void {
  if (version > newestVersion) throw new WorkbenchError(newer(path, version, newestVersion));
}

function openForWriting(path: string): number | null {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOENT':
        return null;
      case 'EISDIR':
        throw new WorkbenchError(damaged(path, 'It is a folder.'));
      case 'EACCES':
      case 'EPERM':
      case 'EROFS':
        throw new WorkbenchError(readOnly(path), { cause: error });
      case undefined:
      default:
        throw error;
    }
  }
}

/**
 * Bytes that the header counts and the file lacks. With a log beside it a shorter file is in order:
 * SQLite completes it from the log.
 */
function missingBytes(path: string, size: number, header: Buffer): number {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false });
  const countIsValid = header.readUInt32BE(24) === header.readUInt32BE(92);
  if ((log !== undefined && log.size > 0) || !countIsValid) return 0;
  const storedPageSize = header.readUInt16BE(16);
  const pageSize = storedPageSize === 1 ? 65_536 : storedPageSize;
  return header.readUInt32BE(28) * pageSize - size;
}
