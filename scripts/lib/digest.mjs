import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { root } from './paths.mjs';

/**
 * SHA-256 over names and contents of files.
 * @param {readonly string[]} files absolute or from the root, in any order
 */
export async function digestOf(files) {
  const hash = createHash('sha256');
  for (const file of [...files].sort()) {
    hash.update(`${file}\0`).update(await readFile(resolve(root, file)));
    hash.update('\0');
  }
  return hash.digest('hex');
}

/**
 * Files in a folder and its folders, each path beginning with the folder's.
 * @param {string} folder absolute or from the root; '' is the root itself
 * @param {readonly string[]} [ignored] names of folders that are left out wherever they stand
 * @returns {Promise<string[]>}
 */
export async function filesIn(folder, ignored = []) {
  const entries = await readdir(resolve(root, folder), { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ignored.includes(entry.name) ? [] : filesIn(path, ignored);
    return entry.isFile() ? [path] : [];
  });
  return (await Promise.all(nested)).flat();
}
