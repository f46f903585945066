import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { filesOf, isIntact, looksUntouched, makeEntry } from './entry.mjs';

/**
 * A native part: made once per user in the cache, and linked into each clone.
 *
 * @typedef {object} Recipe
 * @property {string} name "electron"
 * @property {string} title "Electron 33.2.1"
 * @property {string} version
 * @property {readonly string[]} ingredients what its bytes follow from besides the version: checksums, flags
 * @property {number} bytes free space that making it takes, with what is downloaded on the way
 * @property {readonly { from: string, to: string }[]} links from a file or folder of the part, to a path in the clone
 * @property {() => Promise<void>} [require] checks the tools that making it takes; throws SetupFailure
 * @property {(folder: string, scratch: string) => Promise<void>} make fills the empty folder; throws SetupFailure
 */

export class NativePart {
  /**
   * @param {Recipe} recipe
   * @param {string} cache the folder that holds all entries
   * @param {string} clone the folder that holds package.json
   */
  constructor(recipe, cache, clone) {
    this.recipe = recipe;
    this.title = recipe.title;
    this.clone = clone;
    const key = createHash('sha256').update(JSON.stringify(recipe.ingredients)).digest('hex');
    this.entry = join(cache, `${recipe.name}-${recipe.version}-${key.slice(0, 12)}`);
  }

  /** Whether this clone has the part, undamaged as far as sizes and times tell. */
  async isDone() {
    return (await this.#isLinked()) && (await looksUntouched(this.entry));
  }

  /** What making the part needs: 0 bytes when the cache has it, by every byte. Throws SetupFailure when a tool is missing. */
  async requiredBytes() {
    if (await this.#isUsable()) return 0;
    await this.recipe.require?.();
    return this.recipe.bytes;
  }

  /** Makes the part unless the cache has it, and links it into the clone. Tells where it came from. */
  async run() {
    const origin = await this.#obtain();
    for (const { from, to } of this.recipe.links) {
      await link(join(filesOf(this.entry), from), join(this.clone, to));
    }
    return origin;
  }

  async #obtain() {
    if (await this.#isUsable()) return 'from the cache';
    const damaged = existsSync(this.entry);
    await makeEntry(this.entry, this.recipe.make);
    this.#usable = Promise.resolve(true);
    return damaged ? 'the copy in the cache was damaged' : 'new';
  }

  /** @type {Promise<boolean> | undefined} */
  #usable;

  /** Reads every byte, once: a clone trusts an entry by its sizes and times only after that. */
  #isUsable() {
    this.#usable ??= isIntact(this.entry);
    return this.#usable;
  }

  async #isLinked() {
    for (const { from, to } of this.recipe.links) {
      const target = await readlink(join(this.clone, to)).catch(() => undefined);
      if (target !== join(filesOf(this.entry), from)) return false;
    }
    return true;
  }
}

/**
 * Puts a symbolic link in the place of whatever is there.
 * @param {string} target
 * @param {string} path
 */
async function link(target, path) {
  const fresh = `${path}.new`;
  await mkdir(dirname(path), { recursive: true });
  await rm(fresh, { force: true });
  await symlink(target, fresh);
  const there = await lstat(path).catch(() => undefined);
  if (there?.isDirectory()) await rm(path, { recursive: true });
  await rename(fresh, path);
}
