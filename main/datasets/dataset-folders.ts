import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { numberedNames, type ClassNames, type DatasetSizes } from '../../shared/datasets';
import { pixelCount } from '../../shared/images';
import {
  datasetFileNames,
  filesNamed,
  type DatasetFile,
  type DatasetFiles,
} from '../../shared/trainer-protocol';
import { explainFileError } from '../files/file-errors';
import { syncFolder } from '../files/sync-folder';

const stagingPrefix = '.import-';

/** Lies in a dataset's folder until the dataset is listed. */
const unlistedMark = '.unlisted';

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
   * an id. Then `list` lists the dataset. Whatever fails, nothing is left of it.
   *
   * @throws WorkbenchError `disk-full` or `read-only`; what the functions throw comes through.
   */
  async store<T, R>(
    fill: (folder: string) => Promise<T>,
    accept: (filled: T) => string,
    list: (id: string, filled: T) => R,
  ): Promise<R> {
    const staging = join(this.#root, `${stagingPrefix}${randomUUID()}`);
    try {
      await mkdir(staging, { recursive: true, mode: 0o700 });
      const filled = await fill(staging);
      const id = accept(filled);
      await writeFile(join(staging, unlistedMark), '');
      await this.#put(staging, id);
      try {
        return list(id, filled);
      } catch (thrown) {
        await this.remove(id);
        throw thrown;
      } finally {
        await this.setListed(id);
      }
    } catch (thrown) {
      throw explainFileError(thrown, this.#root);
    } finally {
      await rm(staging, { recursive: true, force: true });
    }
  }

  async #put(staging: string, id: string): Promise<void> {
    const place = join(this.#root, id);
    await rm(place, { recursive: true, force: true });
    await rename(staging, place);
    await syncFolder(this.#root);
  }

  /** Removes a folder of ours. An id out of a damaged database may be the path of anything else: that is left alone. */
  async remove(id: string): Promise<void> {
    if (!this.#names().includes(id)) return;
    await rm(join(this.#root, id), { recursive: true, force: true });
  }

  /** What imports that were cut short have left. */
  cutShort(): readonly string[] {
    return this.#names().filter((name) => name.startsWith(stagingPrefix));
  }

  /** Ids of datasets whose import may have been cut short between their files and the list. */
  unlisted(): readonly string[] {
    return this.ids().filter((id) => existsSync(join(this.#root, id, unlistedMark)));
  }

  async setListed(id: string): Promise<void> {
    await rm(join(this.#root, id, unlistedMark), { force: true });
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

const labelHeaderBytes = 8;

/** Classes named by the labels in a dataset's files, null for those without images; of files that are damaged, all. */
export function namesInFiles(files: DatasetFiles, facts: DatasetSizes): ClassNames {
  if (problemOf(files, facts) !== null) return numberedNames(facts.classes);
  const labels = [files.trainLabels, files.testLabels].map((path) =>
    readFileSync(path).subarray(labelHeaderBytes),
  );
  return Array.from({ length: facts.classes }, (_, label) =>
    labels.some((part) => part.includes(label)) ? String(label) : null,
  );
}

/** Bytes of each file of a dataset as it is stored: a header, and a byte a pixel or a label. */
function sizesOf({ trainCount, testCount }: DatasetSizes): Readonly<Record<DatasetFile, number>> {
  return {
    trainImages: 16 + trainCount * pixelCount,
    trainLabels: labelHeaderBytes + trainCount,
    testImages: 16 + testCount * pixelCount,
    testLabels: labelHeaderBytes + testCount,
  };
}

export function bytesOf(facts: DatasetSizes): number {
  return Object.values(sizesOf(facts)).reduce((sum, bytes) => sum + bytes, 0);
}

/** What is wrong with a dataset's files, as far as their sizes tell; null when nothing is. */
export function problemOf(files: DatasetFiles, facts: DatasetSizes): string | null {
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
