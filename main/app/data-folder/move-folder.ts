import { constants, existsSync, lstatSync, readlinkSync, renameSync, rmSync } from 'node:fs';
import {
  access,
  mkdir,
  readdir,
  realpath,
  rename,
  rm,
  stat,
  statfs,
  symlink,
} from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import { WorkbenchError } from '../../../shared/errors';
import type { FolderMove } from '../../../shared/ipc/app';
import { explainFileError } from '../../files/file-errors';
import { syncFolder } from '../../files/sync-folder';
import { copyFolder } from './copy-folder';

/** Chromium's own files: caches, which it makes anew. */
const disposable = ['window', 'headless'];

/** Lies beside the folder's place while it is moved: a link to where all data is once the place is empty. */
const linkOfMove = (place: string): string => `${place}.moving`;

/** Where the folder grows on another disk. */
const copyOf = (to: string): string => `${to}.partial`;

interface Following {
  /** Ends the move, with everything where it was, unless it is finishing. */
  readonly signal: AbortSignal;
  readonly onProgress: (move: FolderMove) => void;
}

/**
 * Moves a folder and leaves a link to it in its old place, so that everything that knows the old place goes
 * on working. `to` must not exist, or be empty. Nobody may write to the folder meanwhile. Whatever goes
 * wrong, all data is whole in the old place or in the new one; if the process ends in the midst of it,
 * `finishMove` sees to it that it is found.
 *
 * @param place where the folder is, or a link to it
 * @throws WorkbenchError `conflict`, `read-only`, `disk-full` or `cancelled`; nothing has changed then.
 */
export async function moveFolder(place: string, to: string, following: Following): Promise<void> {
  const from = await realpath(place);
  await check(from, place, to);
  throwIfCancelled(following.signal);
  const isHome = to === place;
  const link = linkOfMove(place);
  await rm(link, { force: true });
  await symlink(isHome ? from : to, link, 'junction');
  try {
    const clear = () =>
      isHome ? rm(place, { force: true }) : rm(to, { recursive: true, force: true });
    const moved = await renamedOrCopied(from, to, clear, following);
    following.onProgress({ stage: 'finishing' });
    // A copied folder is still in its place, which the link is to take.
    const isInTheWay = moved === 'copied' && from === place;
    const old = isInTheWay ? `${from}.old` : from;
    if (isInTheWay) await rename(from, old);
    await (isHome ? rm(link) : rename(link, place));
    if (moved === 'copied') await rm(old, { recursive: true, force: true });
  } catch (thrown) {
    finishMove(place);
    throwIfCancelled(following.signal);
    throw explainFileError(thrown, to);
  }
}

function throwIfCancelled(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new WorkbenchError({
    kind: 'cancelled',
    message: 'The move was cancelled. The data stays where it is.',
  });
}

/**
 * Puts right what a move left that was cut short: afterwards the folder is in its place again, or a link to it,
 * and no part of a copy is left.
 * To be called before anything else looks for the folder.
 */
export function finishMove(place: string): void {
  const link = linkOfMove(place);
  if (!isLink(link)) return;
  try {
    for (const to of [place, readlinkSync(link)]) {
      rmSync(copyOf(to), { recursive: true, force: true });
    }
    if (existsSync(place) || !existsSync(link)) rmSync(link);
    else renameSync(link, place);
  } catch (thrown) {
    throw explainFileError(thrown, link);
  }
}

/** Where nothing can be looked for, as below a file, no move was begun: opening the folder says what is wrong there. */
function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch {
    return false;
  }
}

async function check(from: string, place: string, to: string): Promise<void> {
  await writableFolder(dirname(place));
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

/**
 * Renames a folder or, where that is another disk, copies it; then the old one is still there.
 *
 * @param clear makes way in the new place
 */
async function renamedOrCopied(
  from: string,
  to: string,
  clear: () => Promise<void>,
  { signal, onProgress }: Following,
): Promise<'renamed' | 'copied'> {
  await clear();
  try {
    await rename(from, to);
    return 'renamed';
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EXDEV') throw thrown;
  }
  const copy = copyOf(to);
  await rm(copy, { recursive: true, force: true });
  const total = await folderBytes(from);
  let done = 0;
  onProgress({ stage: 'copying', done, total });
  try {
    await copyFolder(from, copy, {
      without: disposable,
      signal,
      onBytes: (bytes) => onProgress({ stage: 'copying', done: (done += bytes), total }),
    });
    signal.throwIfAborted();
    await rename(copy, to);
    await syncFolder(dirname(to));
  } catch (thrown) {
    await rm(copy, { recursive: true, force: true });
    throw thrown;
  }
  return 'copied';
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
