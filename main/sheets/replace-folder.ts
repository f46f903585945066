import { chmod, mkdir, readdir, realpath, rename, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { explainFileError } from '../files/file-errors';
import {
  clearLeftovers,
  removeTemporary,
  replacedFolder,
  temporaryIn,
} from '../files/temporary-files';

/** What a folder is known by to be of the same kind as the one that is written. */
export interface FolderKind {
  /** An entry that each has. */
  readonly mark: string;
  /** All others that one may have. */
  readonly others: readonly string[];
}

/**
 * Writes a folder as a whole or not at all: in a temporary one beside it, then renamed. A folder that was there before
 * gives way if it is empty or of the same kind, with nothing else in it. Of a symbolic link the folder that it stands
 * for is replaced.
 *
 * @throws WorkbenchError `invalid-input` when something else has that name, and those of `replaceFile`;
 * what `write` itself throws comes through unchanged.
 */
export async function replaceFolder(
  given: string,
  kind: FolderKind,
  write: (folder: string) => Promise<void>,
): Promise<void> {
  let temporary: string | null = null;
  try {
    const isThere = await refuseAllBut(given, kind);
    const path = isThere ? await realpath(given) : given;
    await clearLeftovers(dirname(path));
    temporary = temporaryIn(dirname(path));
    const fresh = join(temporary, 'new');
    const old = join(temporary, replacedFolder, basename(path));
    await mkdir(temporary);
    await mkdir(fresh);
    await write(fresh);
    if (isThere) {
      await chmod(fresh, (await stat(path)).mode & 0o7777);
      await mkdir(dirname(old));
      await rename(path, old);
    }
    try {
      await rename(fresh, path);
    } catch (thrown) {
      if (isThere) await rename(old, path);
      throw thrown;
    }
  } catch (thrown) {
    throw explainFileError(thrown, given);
  } finally {
    if (temporary !== null) await removeTemporary(temporary);
  }
}

/** Whether there is such a folder. */
async function refuseAllBut(path: string, { mark, others }: FolderKind): Promise<boolean> {
  let names: string[];
  try {
    names = await readdir(path);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return false;
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOTDIR') throw thrown;
    throw refused(`${path} is not a folder.`);
  }
  if (names.length === 0) return true;
  if (!names.includes(mark)) {
    throw refused(`The folder ${path} holds other things: it has no ${mark}.`);
  }
  const foreign = names.find((name) => name !== mark && !others.includes(name));
  if (foreign === undefined) return true;
  throw refused(`The folder ${path} holds ${foreign}, which would be lost.`);
}

function refused(what: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `${what} Nothing was written.`,
    remedy: 'Give a folder that does not exist yet, or one that was exported before.',
  });
}
