import { chmodSync, copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { explainFileError } from '../files/file-errors';
import { locked } from './database-reports';
import { readLockHolder } from './lock-holder';
import { logOf } from './log-file';
import { databaseFileName } from './profile-folder';

/** A database with its log, copied to where SQLite can write what it needs for reading. */
export interface DatabaseCopy {
  readonly path: string;
  readonly remove: () => void;
}

/**
 * Copies a database that lies where nothing can be written: SQLite does not read a log, or a database that
 * had one, without writing beside it.
 *
 * @throws WorkbenchError `database-locked` when another process writes to it, `disk-full` when there is no room
 * for temporary files.
 */
export function copyDatabase(path: string): DatabaseCopy {
  const holder = readLockHolder(path);
  if (holder !== null) throw new WorkbenchError(locked(path, holder));
  const folder = mkdtempSync(join(tmpdir(), 'cvae-workbench-'));
  const copy = {
    path: join(folder, databaseFileName),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    const before = lastChange(path);
    copyForOwner(path, copy.path);
    if (existsSync(logOf(path))) copyForOwner(logOf(path), logOf(copy.path));
    if (lastChange(path) !== before) throw new WorkbenchError(locked(path, null));
    return copy;
  } catch (error) {
    copy.remove();
    const isFull = (error as NodeJS.ErrnoException).code === 'ENOSPC';
    throw explainFileError(error, isFull ? copy.path : path);
  }
}

/** A copy has the rights of what was copied, which may not be to be written. */
function copyForOwner(from: string, to: string): void {
  copyFileSync(from, to);
  chmodSync(to, 0o600);
}

function lastChange(path: string): string {
  return [path, logOf(path)]
    .map((file) => statSync(file, { throwIfNoEntry: false }))
    .map((facts) => `${facts?.size} ${facts?.mtimeMs}`)
    .join();
}
