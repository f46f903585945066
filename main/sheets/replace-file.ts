import { randomBytes } from 'node:crypto';
import { open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import { explainFileError } from '../files/file-errors';
import { syncFolder } from '../files/sync-folder';

/**
 * Writes a file as a whole or not at all: into a temporary file in the same folder, flushed to the
 * disk, then renamed. Whatever fails or is aborted leaves the file that was there before.
 *
 * @throws WorkbenchError `disk-full`, `read-only`, `not-found` (no such folder), `invalid-input` (a
 * folder or a device has that name); what `content` itself throws comes through unchanged.
 */
export async function replaceFile(
  path: string,
  content: string | Uint8Array | AsyncIterable<Uint8Array>,
): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.cvae-${randomBytes(8).toString('hex')}.tmp`);
  try {
    await refuseAllButFiles(path);
    const file = await open(temporary, 'wx');
    try {
      await writeFile(file, content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (thrown) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw explainFileError(thrown, path);
  }
}

/** Renaming onto a device such as /dev/null would take its place. */
async function refuseAllButFiles(path: string): Promise<void> {
  const found = await stat(path).catch(() => null);
  if (found !== null && !found.isFile()) {
    throw new WorkbenchError({
      kind: 'invalid-input',
      message: `${path} is ${found.isDirectory() ? 'a folder' : 'not an ordinary file'}. Nothing was written.`,
      remedy: 'Give the path of a file.',
    });
  }
}
