import type {
  ClassNames,
  DatasetSizes,
  DatasetSummary,
  ImportCandidate,
  ImportFinding,
  ImportProgress,
} from '../../shared/datasets';
import { WorkbenchError } from '../../shared/errors';
import type { ImportTask } from '../../shared/import-protocol';
import type { DatasetFile, DatasetFiles } from '../../shared/trainer-protocol';
import type { ImportResult } from '../engine-host/import-client';
import type { DatasetStore, StoredDataset } from '../storage/dataset-store';
import * as errors from './dataset-errors';
import { problemOf, type DatasetFolders } from './dataset-folders';
import { idFromName } from './dataset-id';
import type { DatasetService } from './dataset-service';
import { findDatasetFiles, type FoundFiles } from './find-files';

export interface DatasetImportOptions {
  readonly store: DatasetStore;
  readonly folders: DatasetFolders;
  readonly datasets: DatasetService;
  /** Checks, and copies, files in the process that reads them. */
  readonly importer: (
    task: ImportTask,
    onProgress: (progress: ImportProgress) => void,
    signal: AbortSignal,
  ) => Promise<ImportResult>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What was checked. */
interface Checked {
  readonly files: DatasetFiles;
  readonly sizes: DatasetSizes;
  readonly classNames: ClassNames;
}

/** Takes in datasets, one at a time: first their files are checked, then, given a name, copied. */
export class DatasetImport {
  readonly #options: DatasetImportOptions;
  readonly #listeners = new Set<(progress: ImportProgress) => void>();
  /** What was found last, to choose from. */
  #found: FoundFiles | null = null;
  /** What was checked last, and waits for a name. */
  #candidate: Checked | null = null;
  #work: AbortController | null = null;

  constructor(options: DatasetImportOptions) {
    this.#options = options;
  }

  /** Tells a listener how far the work is; returns what ends that. */
  onProgress(listener: (progress: ImportProgress) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Checks the files of a dataset among paths of files and folders, which then wait for `store`; asks which is which
   * where their names do not tell, which `assign` answers.
   *
   * @throws WorkbenchError `invalid-input`, `dataset-damaged`, `cancelled`, `conflict` while another is under way.
   */
  inspect(paths: readonly string[]): Promise<ImportFinding> {
    return this.#working(async (signal) => {
      this.#candidate = null;
      this.#found = await findDatasetFiles(paths);
      const { sources, question } = this.#found;
      if (question !== null) return { kind: 'question', reason: question, sources };
      return this.#check(this.#found, signal);
    });
  }

  /**
   * Checks the files that `inspect` found, as a person says which is which.
   *
   * @throws WorkbenchError those of `inspect`
   */
  assign(files: Readonly<Record<DatasetFile, string>>): Promise<ImportCandidate> {
    return this.#working((signal) => {
      this.#candidate = null;
      const found = this.#found;
      const known = new Set(found?.sources.files.map(({ path }) => path));
      const chosen = new Set(Object.values(files));
      if (found === null || chosen.size < 4 || ![...chosen].every((path) => known.has(path)))
        throw errors.nothingFound();
      return this.#check({ ...found, sources: { ...found.sources, chosen: files } }, signal);
    });
  }

  async #check({ sources, name }: FoundFiles, signal: AbortSignal): Promise<ImportCandidate> {
    const files = sources.chosen as DatasetFiles;
    const { contents, classNames } = await this.#read({ files, copy: null }, signal);
    this.#candidate = { files, sizes: contents, classNames };
    return {
      kind: 'candidate',
      ...{ contents, classNames, sources },
      suggestedName: this.#options.datasets.freeName(name),
      looksTransposed: /emnist/i.test(files.trainImages),
    };
  }

  /**
   * Copies what was checked last into the data folder. Where a dataset with the same files is damaged, it is
   * mended instead, and keeps its name.
   *
   * @throws WorkbenchError `conflict` when the name or the files are here already, those of `inspect`,
   * `disk-full` and `read-only`; nothing is stored then.
   */
  store(choice: { readonly name: string; readonly transpose: boolean }): Promise<DatasetSummary> {
    const { datasets } = this.#options;
    return this.#working(async (signal) => {
      const checked = this.#candidate;
      if (checked === null) throw errors.nothingChecked();
      datasets.refuseTaken(choice.name);
      const stored = await this.#copy(checked, choice, signal);
      this.#candidate = null;
      return stored;
    });
  }

  /** Gives up what is being checked or copied, or what waits for a name. */
  cancel(): void {
    this.#candidate = null;
    this.#work?.abort();
  }

  async #copy(
    checked: Checked,
    { name, transpose }: { readonly name: string; readonly transpose: boolean },
    signal: AbortSignal,
  ): Promise<DatasetSummary> {
    const { store, folders, datasets, now } = this.#options;
    let damaged: StoredDataset | undefined;
    const { files } = checked;
    const keepLabels = this.#mayMendUnnamed(checked);
    return folders.store(
      (folder) => this.#read({ files, copy: { folder, transpose, keepLabels } }, signal),
      (result) => {
        damaged = this.#damagedWith(result);
        return damaged?.id ?? idFromName(name, new Set([...store.ids(), ...folders.ids()]));
      },
      (id, { contents, classNames, sha256 }) => {
        if (damaged !== undefined) return datasets.mended(id);
        if (sha256 === null) throw new Error('The copies have no hashes.');
        const { classes, trainCount, testCount } = contents;
        return datasets.add({
          ...{ id, name, classes, classNames, trainCount, testCount, sha256 },
          createdAt: now(),
        });
      },
    );
  }

  /** The damaged dataset that these files mend. Throws `conflict` when a whole one has the same files. */
  #damagedWith({ sha256, classNames }: ImportResult): StoredDataset | undefined {
    const { store, folders } = this.#options;
    // The same images may have other labels, which both became the same classes.
    const wanted = JSON.stringify([sha256, classNames]);
    const same = store
      .list()
      .find((each) => JSON.stringify([each.sha256, each.classNames ?? classNames]) === wanted);
    if (same !== undefined && problemOf(folders.files(same.id), same) === null) {
      throw errors.sameFiles(same);
    }
    return same;
  }

  /** Whether a damaged dataset whose labels were stored as they came may have had these files. */
  #mayMendUnnamed({ sizes, classNames }: Checked): boolean {
    const { store, folders } = this.#options;
    return store
      .list()
      .some(
        (each) =>
          each.classNames === null
          && each.classes === Number(classNames.at(-1)) + 1
          && each.trainCount === sizes.trainCount
          && each.testCount === sizes.testCount
          && problemOf(folders.files(each.id), each) !== null,
      );
  }

  async #read(task: ImportTask, signal: AbortSignal): Promise<ImportResult> {
    const tell = (progress: ImportProgress): void => {
      for (const listener of this.#listeners) listener(progress);
    };
    try {
      return await this.#options.importer(task, tell, signal);
    } catch (thrown) {
      if (!(thrown instanceof WorkbenchError) || thrown.kind === 'cancelled') throw thrown;
      throw errors.notImported(thrown);
    }
  }

  async #working<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#work !== null) throw errors.isBusy();
    const controller = new AbortController();
    this.#work = controller;
    try {
      return await work(controller.signal);
    } finally {
      this.#work = null;
    }
  }
}
