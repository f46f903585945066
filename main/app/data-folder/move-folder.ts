import { constants } from 'node:fs';
import {
  access,
  cp,
  lstat,
  mkdir,
  open,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { WorkbenchError } from '../../../shared/errors';

/** Chromium's own files: caches, which it makes anew. */
const disposable = ['window', 'headless'];

/**
 * Moves a folder and leaves a link to it in its old place, so that everything that knows the old place goes
 * on working. `to` must not exist, or be empty. Nobody may write to the folder meanwhile. Whatever goes
 * wrong, all data is whole in the old place or in the new one.
 *
 * @param place where the folder is, or a link to it
 * @throws WorkbenchError `conflict`, `read-only` or `disk-full`; nothing has changed then.
 */
export async function moveFolder(place: string, to: string): Promise<void> {
  const from = await realpath(place);
  await check(from, place, to);
  const isLinked = (await lstat(place)).isSymbolicLink();
  const isHome = isLinked && to === place;
  if (isLinked) await rm(place);
  try {
    await transfer(from, to);
  } catch (thrown) {
    if (isLinked) await symlink(from, place, 'junction');
    throw thrown;
  }
  if (!isHome) await symlink(to, place, 'junction');
}

async function check(from: string, place: string, to: string): Promise<void> {
  const parent = await writableFolder(dirname(to));
  const isInside = `${join(parent, basename(to))}${sep}`.startsWith(`${from}${sep}`);
  if (isInside) throw conflict(`${to} is inside the data folder itself.`);
  const present = to === place ? [] : await readdir(to).catch(() => []);
  if (present.length > 0) throw conflict(`${to} is not empty.`);

  const [here, there] = await Promise.all([stat(from), stat(parent)]);
  if (here.dev === there.dev) return;
  const wanted = await folderBytes(from);
  const { bavail, bsize } = await statfs(parent);
  const free = bavail * bsize;
  if (wanted <= free) return;
  throw new WorkbenchError({
    kind: 'disk-full',
    message: `${parent} has ${megabytes(free)} free, and the data takes ${megabytes(wanted)}. It stays where it is.`,
    remedy: 'Choose a folder on another disk, or make room there.',
  });
}

/** The folder itself where `folder` is a link. Makes it if need be. */
async function writableFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return await realpath(folder);
  } catch (cause) {
    throw new WorkbenchError(
      {
        kind: 'read-only',
        message: `${folder} cannot be written to. The data stays where it is.`,
        remedy: 'Choose a folder of your own.',
      },
      { cause },
    );
  }
}

/** Renames, or copies and then removes where that is another disk. */
async function transfer(from: string, to: string): Promise<void> {
  await rm(to, { recursive: true, force: true });
  try {
    await rename(from, to);
    return;
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EXDEV') throw thrown;
  }
  try {
    await cp(from, to, {
      recursive: true,
      preserveTimestamps: true,
      filter: (path) => !disposable.includes(relative(from, path)),
    });
    await syncFolder(to);
  } catch (thrown) {
    await rm(to, { recursive: true, force: true });
    throw thrown;
  }
  await rm(from, { recursive: true });
}

/** Waits until all files of a folder are on the disk. */
async function syncFolder(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = await open(join(entry.parentPath, entry.name), 'r+');
    await file.sync().finally(() => file.close());
  }
}

/** Bytes of all files in a folder, without Chromium's. */
export async function folderBytes(folder: string): Promise<number> {
  let bytes = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (disposable.includes(entry.name)) continue;
    if (entry.isDirectory()) bytes += await folderBytes(path);
    else if (entry.isFile()) bytes += (await stat(path)).size;
  }
  return bytes;
}

export const megabytes = (bytes: number): string =>
  `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: bytes < 1e7 ? 1 : 0 })} MB`;

function conflict(message: string): WorkbenchError {
  return new WorkbenchError({
    kind: 'conflict',
    message: `${message} The data stays where it is.`,
    remedy: 'Choose another folder.',
  });
}
