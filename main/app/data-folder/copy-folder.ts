import { constants, type Stats } from 'node:fs';
import { mkdir, open, readdir, readlink, stat, symlink, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

export interface CopyOptions {
  /** Of what lies in the folder itself, what is left out. */
  readonly without: readonly string[];
  /** Ends the copying, with part of it done. */
  readonly signal: AbortSignal;
  /** Told of every part of a file that is copied, with its bytes. */
  readonly onBytes: (bytes: number) => void;
}

/** Of a mode, the bits that say who may do what. */
const rights = 0o777;

const partBytes = 4 << 20;

/** Written bytes after which they are waited for: what is counted is on the disk, or soon will be. */
const syncEveryBytes = 64 << 20;

/**
 * Copies a folder with the rights and times of its files, and waits until all of it is on the disk.
 *
 * @param to must not exist
 */
export async function copyFolder(from: string, to: string, options: CopyOptions): Promise<void> {
  await mkdir(to, { mode: (await stat(from)).mode & rights });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (options.without.includes(entry.name)) continue;
    if (entry.isDirectory()) await copyFolder(source, target, { ...options, without: [] });
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else if (entry.isFile()) await copyFile(source, target, options);
  }
}

async function copyFile(from: string, to: string, options: CopyOptions): Promise<void> {
  await using(await open(from), async (source) => {
    const facts = await source.stat();
    const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
    await using(await open(to, flags, facts.mode & rights), (target) =>
      copyContent(source, target, facts, options),
    );
  });
}

async function copyContent(
  source: FileHandle,
  target: FileHandle,
  { atime, mtime }: Stats,
  { signal, onBytes }: CopyOptions,
): Promise<void> {
  const part = Buffer.allocUnsafe(partBytes);
  let unsynced = 0;
  for (;;) {
    signal.throwIfAborted();
    const { bytesRead } = await source.read(part, 0, partBytes, null);
    if (bytesRead === 0) break;
    await target.writeFile(part.subarray(0, bytesRead));
    unsynced += bytesRead;
    if (unsynced >= syncEveryBytes) {
      await target.datasync();
      unsynced = 0;
    }
    onBytes(bytesRead);
  }
  await target.utimes(atime, mtime);
  await target.sync();
}

async function using(file: FileHandle, work: (file: FileHandle) => Promise<void>): Promise<void> {
  try {
    await work(file);
  } finally {
    await file.close();
  }
}
