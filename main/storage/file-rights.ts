import { chmodSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { databaseFileName } from './profile-folder';

/** Entries of a data folder besides the database's own files. */
const ourFolders: readonly string[] = ['datasets', 'headless', 'judges', 'logs', 'window'];

const isOurs = (entry: string): boolean =>
  entry.startsWith(databaseFileName) || ourFolders.includes(entry);

/** Of a mode: what others than the owner may do, and the bits that give a folder another meaning. */
const others = 0o077;
const special = 0o7000;

/**
 * Takes from others every right to a data folder. One that holds other things as well may be meant for others: there
 * only our own files are closed to them.
 */
export function keepFolderForOwner(folder: string): void {
  const { uid, mode } = statSync(folder);
  if (uid !== process.geteuid?.()) {
    console.warn(
      `The data folder ${folder} belongs to another user of this computer, who can remove or replace what is stored in it.`,
    );
  } else if ((mode & others) !== 0 && (mode & special) === 0 && readdirSync(folder).every(isOurs)) {
    keepForOwner(folder, 0o700);
  }
}

/** Takes from others every right to the database's files. */
export function keepFilesForOwner(folder: string): void {
  for (const entry of readdirSync(folder)) {
    if (!entry.startsWith(databaseFileName)) continue;
    const facts = lstatSync(join(folder, entry), { throwIfNoEntry: false });
    if (facts?.isFile() !== true || facts.uid !== process.geteuid?.()) continue;
    if ((facts.mode & others) !== 0) keepForOwner(join(folder, entry), facts.mode & 0o700);
  }
}

function keepForOwner(path: string, mode: number): void {
  try {
    chmodSync(path, mode);
  } catch (error) {
    // Not every file system knows rights, and on a disk that is only read they stay as they are.
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!['EPERM', 'EROFS', 'ENOTSUP'].includes(code)) throw error;
  }
}
