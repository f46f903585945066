import { randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { explainFileError } from '../files/file-errors';

/**
 * Writes a folder as a whole or not at all: under a temporary name beside it, then renamed. A folder that
 * was there before gives way if it is empty or holds `mark`, a file by which it is known to be of the same
 * kind.
 *
 * @throws WorkbenchError `invalid-input` when something else has that name, and those of `replaceFile`;
 * what `write` itself throws comes through unchanged.
 */
export async function replaceFolder(
  path: string,
  mark: string,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  const beside = (kind: string) =>
    join(dirname(path), `.cvae-${randomBytes(8).toString('hex')}.${kind}`);
  const temporary = beside('tmp');
  const old = beside('old');
  try {
    const isThere = await refuseAllBut(path, mark);
    await mkdir(temporary);
    await write(temporary);
    if (isThere) await rename(path, old);
    try {
      await rename(temporary, path);
    } catch (thrown) {
      if (isThere) await rename(old, path);
      throw thrown;
    }
  } catch (thrown) {
    throw explainFileError(thrown, path);
  } finally {
    for (const folder of [temporary, old]) await rm(folder, { recursive: true, force: true });
  }
}

/** Whether there is such a folder. */
async function refuseAllBut(path: string, mark: string): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false;
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOTDIR') throw thrown;
    throw refused(`${path} is not a folder.`);
  }
  if (names.length === 0 || names.includes(mark)) return true;
  throw refused(`The folder ${path} holds other things: it has no ${mark}.`);
}

function refused(what: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `${what} Nothing was written.`,
    remedy: 'Give a folder that does not exist yet, or one that was exported before.',
  });
}
