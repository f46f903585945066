import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/**
 * One entry of the cache: a folder with the files of a native part, and a manifest of what they must be. It appears by being renamed
 * into place, so an entry is either whole or absent, whenever a set-up was interrupted.
 *
 * @typedef {{ path: string, bytes: number, mtimeMs: number, sha256: string }} FileFacts
 * @typedef {{ files: FileFacts[] }} Manifest
 */

const making = '.making-';
const replaced = '.replaced-';

/** Where an entry keeps its files. @param {string} entry */
export const filesOf = (entry) => join(entry, 'files');

/** @param {string} entry */
const manifestOf = (entry) => join(entry, 'manifest.json');

/**
 * Whether the entry's files have the sizes and times they were left with. Takes milliseconds.
 * @param {string} entry
 */
export async function looksUntouched(entry) {
  const manifest = await readManifest(entry);
  if (!manifest) return false;
  for (const file of manifest.files) {
    const found = await stat(join(filesOf(entry), file.path)).catch(() => undefined);
    if (found?.size !== file.bytes || found.mtimeMs !== file.mtimeMs) return false;
  }
  return true;
}

/**
 * Whether every file of the entry has the SHA-256 it was made with. Takes seconds. Files that are right but were touched get
 * their times back, so that they look untouched again.
 * @param {string} entry
 */
export async function isIntact(entry) {
  const manifest = await readManifest(entry);
  if (!manifest) return false;
  for (const file of manifest.files) {
    const path = join(filesOf(entry), file.path);
    const found = await stat(path).catch(() => undefined);
    if (found?.size !== file.bytes || (await sha256(path)) !== file.sha256) return false;
    if (found.mtimeMs !== file.mtimeMs) await setTime(path, file.mtimeMs);
  }
  return true;
}

/**
 * Makes an entry anew, in the place of whatever is there.
 * @param {string} entry
 * @param {(folder: string, scratch: string) => Promise<void>} make fills `folder`; what it leaves in `scratch` is thrown away
 */
export async function makeEntry(entry, make) {
  const cache = dirname(entry);
  const name = relative(cache, entry);
  const staging = join(cache, `${making}${name}`);
  const scratch = join(staging, 'scratch');
  await rm(staging, { recursive: true, force: true });
  await mkdir(filesOf(staging), { recursive: true });
  await mkdir(scratch);
  try {
    await make(filesOf(staging), scratch);
    await rm(scratch, { recursive: true });
    await writeFile(manifestOf(staging), JSON.stringify(await describe(filesOf(staging)), null, 1));
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    throw error;
  }
  const old = join(cache, `${replaced}${name}`);
  await rm(old, { recursive: true, force: true });
  await rename(entry, old).catch(ignoreAbsent);
  await rename(staging, entry);
  await rm(old, { recursive: true, force: true });
}

/** Removes what interrupted set-ups left half made. @param {string} cache */
export async function sweep(cache) {
  for (const name of await readdir(cache)) {
    if (!name.startsWith(making) && !name.startsWith(replaced)) continue;
    await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** SHA-256 of a file, or another digest of it, in hex. @param {string} path @param {string} algorithm */
export async function digestOf(path, algorithm) {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/** @param {string} path */
const sha256 = (path) => digestOf(path, 'sha256');

/** @param {string} folder @returns {Promise<Manifest>} */
async function describe(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const path = join(entry.parentPath, entry.name);
    // Whole seconds can be given back to a file exactly, and are not what a later write leaves.
    const mtimeMs = Math.floor((await stat(path)).mtimeMs / 1000) * 1000;
    await setTime(path, mtimeMs);
    const { size } = await stat(path);
    files.push({ path: relative(folder, path), bytes: size, mtimeMs, sha256: await sha256(path) });
  }
  return { files };
}

/** @param {string} path @param {number} mtimeMs */
const setTime = (path, mtimeMs) => utimes(path, mtimeMs / 1000, mtimeMs / 1000);

/** @param {string} entry @returns {Promise<Manifest | undefined>} undefined when there is none, or it cannot be read */
async function readManifest(entry) {
  try {
    const manifest = JSON.parse(await readFile(manifestOf(entry), 'utf8'));
    return Array.isArray(manifest?.files) && manifest.files.length > 0 ? manifest : undefined;
  } catch {
    return undefined;
  }
}

/** @param {NodeJS.ErrnoException} error */
function ignoreAbsent(error) {
  if (error.code !== 'ENOENT') throw error;
}
