import Sqlite from 'better-sqlite3';
import { WorkbenchError, type ErrorReport } from '../../shared/errors';
import { damaged, diskError, diskFull, locked, readOnly } from './database-reports';
import { readLockHolder } from './lock-holder';

/** Primary result codes that are not mistakes of ours: https://sqlite.org/rescode.html */
const families: ReadonlyMap<number, string> = new Map([
  [3, 'PERM'],
  [5, 'BUSY'],
  [6, 'LOCKED'],
  [8, 'READONLY'],
  [10, 'IOERR'],
  [11, 'CORRUPT'],
  [13, 'FULL'],
  [14, 'CANTOPEN'],
  [26, 'NOTADB'],
]);

/**
 * The primary code's name, e.g. `IOERR` of `SQLITE_IOERR_WRITE`. better-sqlite3 names an extended code that it
 * does not know `UNKNOWN_SQLITE_ERROR_N`; the low byte of N is the primary code.
 */
function familyOf(code: string): string | undefined {
  const unknown = /^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(code)?.[1];
  return unknown === undefined
    ? /^SQLITE_([A-Z]+)/.exec(code)?.[1]
    : families.get(Number(unknown) & 0xff);
}

const tooLarge: ErrorReport = {
  kind: 'invalid-input',
  message: 'What was to be stored is larger than the 1 GB that SQLite holds in one piece.',
  remedy: 'Train a smaller network.',
};

function explain(code: string, path: string): ErrorReport | null {
  switch (familyOf(code)) {
    case 'FULL':
      return diskFull(path);
    case 'PERM':
    case 'READONLY':
    case 'CANTOPEN':
      return readOnly(path);
    case 'CORRUPT':
      return damaged(path, 'It is damaged.');
    case 'NOTADB':
      return damaged(path, 'It is not a SQLite database.');
    case 'BUSY':
    case 'LOCKED':
      return locked(path, readLockHolder(path));
    case 'IOERR':
      return diskError(path, code);
    case undefined:
    default:
      return null;
  }
}

/**
 * Translates what SQLite threw to a WorkbenchError. Anything else, and what can only be a mistake in a
 * statement of ours, is returned as it is.
 */
export function translateSqliteError(thrown: unknown, path: string): unknown {
  // better-sqlite3 has no error code for it.
  if (thrown instanceof RangeError && thrown.message.includes('too big')) {
    return new WorkbenchError(tooLarge, { cause: thrown });
  }
  if (!(thrown instanceof Sqlite.SqliteError)) return thrown;
  const report = explain(thrown.code, path);
  return report === null ? thrown : new WorkbenchError(report, { cause: thrown });
}
