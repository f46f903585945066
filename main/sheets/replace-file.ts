import { createReadStream, type Stats } from 'node:fs';
import {
  access,
  constants,
  open,
  readlink,
  realpath,
  rename,
  stat,
  writeFile,
  type FileHandle,
} from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { explainFileError } from '../files/file-errors';
import { syncFolder } from '../files/sync-folder';
import { clearLeftovers, removeTemporary, temporaryIn } from '../files/temporary-files';

export interface NewFile {
  readonly path: string;
  /** A function is called when the files before are written. */
  readonly content: string | Uint8Array | AsyncIterable<Uint8Array> | (() => string);
}

/** Writes one file as `replaceFiles` does. */
export function replaceFile(path: string, content: NewFile['content']): Promise<void> {
  return replaceFiles([{ path, content }]);
}

/**
 * Writes files as a whole, all or none of them: each into a temporary file in its folder, flushed to the disk; when
 * all are there they are renamed. Whatever fails or is aborted leaves the files that were there before. Of a symbolic
 * link the file that it stands for is replaced. Permissions and owner of a file that is replaced stay.
 *
 * @throws WorkbenchError `disk-full`, `read-only`, `not-found` (no such folder), `invalid-input` (a folder or a device
 * has that name, or it is too long); what `content` itself throws comes through unchanged.
 */
export async function replaceFiles(files: readonly NewFile[]): Promise<void> {
  const replacements: Replacement[] = [];
  try {
    for (const { path } of files) {
      const target = await targetOf(path);
      const folder = dirname(target.path);
      replacements.push({ ...target, given: path, temporary: temporaryIn(folder) });
    }
    const folders = new Set(replacements.map(({ path }) => dirname(path)));
    for (const folder of folders) await explained(folder, clearLeftovers(folder));
    const puts: (() => Promise<void>)[] = [];
    for (const [index, replacement] of replacements.entries()) {
      const { content } = files[index]!;
      puts.push(await explained(replacement.given, writeBeside(replacement, content)));
    }
    for (const [index, put] of puts.entries()) await explained(files[index]!.path, put());
    for (const folder of folders) await explained(folder, syncFolder(folder));
  } finally {
    for (const { temporary } of replacements) {
      await removeTemporary(temporary).catch(() => undefined);
    }
  }
}

interface Target {
  readonly path: string;
  /** Of the file that is there. */
  readonly found: Stats | null;
}

interface Replacement extends Target {
  /** As it was asked for. */
  readonly given: string;
  readonly temporary: string;
}

/** The file that a path means, through symbolic links, whether it is there or not. */
async function targetOf(path: string): Promise<Target> {
  const found = await explained(path, unlessMissing(stat(path)));
  if (found !== null) {
    // Renaming onto a device such as /dev/null would take its place.
    if (!found.isFile()) throw notAFile(path, found);
    await explained(path, access(path, constants.W_OK));
    return { path: await realpath(path), found };
  }
  const link = await explained(path, unlessMissing(readlink(path)));
  const folder = await explained(path, realpath(dirname(path)));
  return link === null
    ? { path: join(folder, basename(path)), found: null }
    : targetOf(resolve(folder, link));
}

/** Writes a file's new content into its temporary file; returns what puts it in place. */
async function writeBeside(
  { path, found, temporary }: Replacement,
  content: NewFile['content'],
): Promise<() => Promise<void>> {
  const file = await open(temporary, 'wx', found === null ? 0o666 : found.mode & 0o777);
  try {
    const isAlike = found === null || (await becomesLike(file, found));
    await writeFile(file, typeof content === 'function' ? content() : content);
    await file.sync();
    if (isAlike) return () => rename(temporary, path);
    // Only its own file can stay another person's.
    return () => writeFile(path, createReadStream(temporary), { flush: true });
  } finally {
    await file.close();
  }
}

/** Gives a file the owner and the permissions of another; false where the system does not let us. */
async function becomesLike(file: FileHandle, { uid, gid, mode }: Stats): Promise<boolean> {
  const own = await file.stat();
  try {
    if (own.uid !== uid || own.gid !== gid) await file.chown(uid, gid);
    if (own.mode !== mode) await file.chmod(mode & 0o7777);
    return true;
  } catch (thrown) {
    if (codeOf(thrown) === 'EPERM') return false;
    throw thrown;
  }
}

function explained<T>(path: string, work: Promise<T>): Promise<T> {
  return work.catch((thrown: unknown) => {
    throw explainFileError(thrown, path);
  });
}

function unlessMissing<T>(work: Promise<T>): Promise<T | null> {
  return work.catch((thrown: unknown) => {
    if (codeOf(thrown) === 'ENOENT') return null;
    throw thrown;
  });
}

const codeOf = (thrown: unknown) => (thrown as NodeJS.ErrnoException).code;

function notAFile(path: string, found: Stats): WorkbenchError {
  return new WorkbenchError({
    kind: 'invalid-input',
    message: `${path} is ${found.isDirectory() ? 'a folder' : 'not an ordinary file'}. Nothing was written.`,
    remedy: 'Give the path of a file.',
  });
}
