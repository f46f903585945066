import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestOf } from './entry.mjs';
import { SetupFailure } from './failure.mjs';

/**
 * Large files on their way into the cache. They stay until the whole set-up is done, so that an interrupted one does not fetch them again
 * and two parts can share one.
 */
export class Downloads {
  /** @param {string} cache */
  constructor(cache) {
    this.folder = join(cache, 'downloads');
  }

  /**
   * The path of a file with the given digest, fetched unless it is there.
   * @param {{ title: string, name: string, algorithm: string, digest: string }} file
   * @param {(folder: string) => Promise<void>} fetch leaves the one file in the empty folder
   */
  async obtain({ title, name, algorithm, digest }, fetch) {
    const path = join(this.folder, name);
    if (await stat(path).catch(() => undefined)) {
      if ((await digestOf(path, algorithm)) === digest) return path;
      await rm(path);
    }
    const partial = join(this.folder, `.partial-${name}`);
    await rm(partial, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await fetch(partial);
    const [file] = await readdir(partial);
    const found = file === undefined ? 'nothing' : await digestOf(join(partial, file), algorithm);
    if (file === undefined || found !== digest) {
      await rm(partial, { recursive: true });
      throw new SetupFailure(
        `The download of ${title} was thrown away`,
        `its ${algorithm} should be ${digest.slice(0, 16)}... and is ${found.slice(0, 16)}...`,
        'Call the same command again; if it stays so, a proxy or mirror alters what you download.',
      );
    }
    await rename(join(partial, file), path);
    await rm(partial, { recursive: true });
    return path;
  }

  /** Throws away what set-up needs no longer. */
  async clear() {
    await rm(this.folder, { recursive: true, force: true });
  }
}
