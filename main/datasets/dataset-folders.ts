import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetFacts } from '../../shared/datasets';
import { WorkbenchError } from '../../shared/errors';
import { pixelCount } from '../../shared/images';
import {
  datasetFileNames,
  filesNamed,
  type DatasetFile,
  type DatasetFiles,
} from '../../shared/trainer-protocol';

const stagingPrefix = '.import-';

/** The files of imported datasets: a folder for each in `datasets` of the data folder. */
export class DatasetFolders {
  readonly #root: string;

  /** @param profile the data folder. */
  constructor(profile: string) {
    this.#root = join(profile, 'datasets');
  }

  files(id: string): DatasetFiles {
    return filesNamed((name) => join(this.#root, id, name));
  }

  /**
   * Gives `fill` an empty folder, and makes it the dataset's once that is done and `accept` has answered with
   * an id; whatever fails, nothing is left of it.
   *
   * @throws WorkbenchError `disk-full` or `read-only`; what `fill` and `accept` throw comes through.
   */
  async store<T>(
    fill: (folder: string) => Promise<T>,
    accept: (filled: T) => string,
  ): Promise<{ readonly id: string; readonly filled: T }> {
    const staging = join(this.#root, `${stagingPrefix}${randomUUID()}`);
    try {
      await mkdir(staging, { recursive: true });
      const filled = await fill(staging);
      const id = accept(filled);
      const place = join(this.#root, id);
      await rm(place, { recursive: true, force: true });
      await rename(staging, place);
      await flush(this.#root);
      return { id, filled };
    } catch (thrown) {
      throw explained(thrown, this.#root);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }

  async remove(id: string): Promise<void> {
    await rm(join(this.#root, id), { recursive: true, force: true });
  }

  /** What imports that were cut short have left. */
  cutShort(): readonly string[] {
    return this.#names().filter((name) => name.startsWith(stagingPrefix));
  }

  /**
   * Ids of datasets whose files are here. The database may not know them all, as when a copy of it was put
   * back that is older than they are: then they wait for the newer one.
   */
  ids(): readonly string[] {
    return this.#names().filter((name) => !name.startsWith(stagingPrefix));
  }

  #names(): readonly string[] {
    return existsSync(this.#root) ? readdirSync(this.#root) : [];
  }
}

/** Bytes of each file of a dataset as it is stored: a header, and a byte a pixel or a label. */
function sizesOf({ trainCount, testCount }: DatasetFacts): Readonly<Record<DatasetFile, number>> {
  return {
    trainImages: 16 + trainCount * pixelCount,
    trainLabels: 8 + trainCount,
    testImages: 16 + testCount * pixelCount,
    testLabels: 8 + testCount,
  };
}

export function bytesOf(facts: DatasetFacts): number {
  return Object.values(sizesOf(facts)).reduce((sum, bytes) => sum + bytes, 0);
}

/** What is wrong with a dataset's files, as far as their sizes tell; null when nothing is. */
export function problemOf(files: DatasetFiles, facts: DatasetFacts): string | null {
  for (const [file, bytes] of Object.entries(sizesOf(facts))) {
    const found = statSync(files[file as DatasetFile], { throwIfNoEntry: false });
    if (found === undefined) return `Its file ${datasetFileNames[file as DatasetFile]} is missing.`;
    if (found.size !== bytes) {
      return `Its file ${datasetFileNames[file as DatasetFile]} has ${found.size.toLocaleString('en')} bytes instead of ${bytes.toLocaleString('en')}.`;
    }
  }
  return null;
}

/** The file that a dataset lacks; null when all are there. */
export function missingOf(files: DatasetFiles): string | null {
  for (const file of Object.keys(datasetFileNames) as DatasetFile[]) {
    if (!existsSync(files[file])) return `Its file ${files[file]} is missing.`;
  }
  return null;
}

/** Makes a renaming survive a power failure. */
async function flush(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

function explained(thrown: unknown, folder: string): unknown {
  const { code } = thrown as NodeJS.ErrnoException;
  const options = { cause: thrown };
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new WorkbenchError(
        {
          kind: 'disk-full',
          message: `There is no room left in ${folder}. Nothing was stored.`,
          remedy: 'Free some space on that disk, then import again.',
        },
        options,
      );
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return new WorkbenchError(
        {
          kind: 'read-only',
          message: `${folder} cannot be written to. Nothing was stored.`,
          remedy: 'Give yourself the right to write there, or choose another data folder.',
        },
        options,
      );
    case undefined:
    default:
      return thrown;
  }
}
