import { existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { WorkbenchError, type ErrorReport } from '../../shared/errors';
import { awayFolder, diskFull, noData, readOnly, unusableFolder } from './database-reports';

export const databaseFileName = 'workbench.sqlite';

/**
 * Makes a data folder where there is none, if it may.
 *
 * @returns where it really is.
 * @throws WorkbenchError `not-found` for a folder that cannot be there, or is not and may not be made;
 * `read-only`, `disk-full`.
 */
export function openProfileFolder(folder: string, mayCreate: boolean): string {
  try {
    if (mayCreate) makeFolder(folder);
    const path = realpathSync(folder);
    if (!statSync(path).isDirectory()) throw new WorkbenchError(notFolder(folder));
    return path;
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new WorkbenchError(whyNot(folder, code, mayCreate), { cause: error });
  }
}

/**
 * Makes a folder, and those that it lies in. Node's own recursive mkdir never ends where a folder is there that
 * nothing can be made in, as /proc.
 */
export function makeFolder(folder: string): void {
  const parent = dirname(folder);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' || existsSync(folder)) return;
    if (code !== 'ENOENT' || existsSync(parent)) throw error;
    makeFolder(parent);
    mkdirSync(folder, { mode: 0o700 });
  }
}

function whyNot(folder: string, code: string | undefined, mayCreate: boolean): ErrorReport {
  switch (code) {
    case 'ENOENT':
      return missing(folder, mayCreate);
    case 'ENOTDIR':
      return notFolder(folder);
    case 'ELOOP':
      return unusableFolder(folder, 'A link in its path leads back to itself.');
    case 'ENAMETOOLONG':
      return unusableFolder(folder, 'Its name is longer than the file system takes.');
    case 'ENOSPC':
    case 'EDQUOT':
      return diskFull(join(folder, databaseFileName));
    case undefined:
    default:
      return readOnly(join(folder, databaseFileName));
  }
}

function missing(folder: string, mayCreate: boolean): ErrorReport {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    return awayFolder(folder, readlinkSync(folder));
  }
  return mayCreate ? unusableFolder(folder, 'No folder can be made there.') : noData(folder);
}

function notFolder(folder: string): ErrorReport {
  let file = folder;
  while (!existsSync(file)) file = dirname(file);
  return unusableFolder(folder, `${file === folder ? 'It' : file} is a file.`);
}
