import type { DamagedRow } from '../../shared/damage';
import {
  builtInDataset,
  numberedNames,
  type ClassNames,
  type DatasetSummary,
} from '../../shared/datasets';
import type { DatasetFiles } from '../../shared/trainer-protocol';
import type { DatasetStore, StoredDataset } from '../storage/dataset-store';
import * as errors from './dataset-errors';
import {
  bytesOf,
  missingOf,
  namesInFiles,
  problemOf,
  type DatasetFolders,
} from './dataset-folders';

export interface DatasetServiceOptions {
  readonly store: DatasetStore;
  readonly folders: DatasetFolders;
  /** MNIST's files. */
  readonly builtIn: () => DatasetFiles;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** MNIST's own, which its files are not read for. */
const builtInFacts = {
  ...{ classes: 10, trainCount: 60_000, testCount: 10_000 },
  classNames: numberedNames(10),
};

/** The datasets that runs are trained on: MNIST, and those that were imported. */
export class DatasetService {
  readonly #options: DatasetServiceOptions;
  readonly #listeners = new Set<(datasets: readonly DatasetSummary[]) => void>();
  /** Of datasets without stored names, by id. */
  readonly #namesInFiles = new Map<string, ClassNames>();

  constructor(options: DatasetServiceOptions) {
    this.#options = options;
  }

  /** Tells a listener of every change; returns what ends that. */
  onChange(listener: (datasets: readonly DatasetSummary[]) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The built-in one first, then by age. */
  list(): readonly DatasetSummary[] {
    const { store, builtIn } = this.#options;
    const usages = store.usages();
    const imported = [...store.list()].sort((a, b) => a.createdAt - b.createdAt);
    return [
      {
        id: builtInDataset,
        name: 'MNIST',
        ...builtInFacts,
        bytes: bytesOf(builtInFacts),
        createdAt: null,
        runs: usages.get(builtInDataset) ?? 0,
        problem: missingOf(builtIn()),
      },
      ...imported.map((dataset) => this.#summary(dataset, usages)),
    ];
  }

  /** @throws WorkbenchError `not-found` */
  get(id: string): DatasetSummary {
    const dataset = this.list().find((each) => each.id === id);
    if (dataset === undefined) throw errors.notFound(id);
    return dataset;
  }

  /**
   * The id of a dataset by its id or its name, whatever its capitals.
   *
   * @throws WorkbenchError `not-found`
   */
  idOf(text: string): string {
    const wanted = text.trim().toLowerCase();
    const found = this.list().find(
      ({ id, name }) => id === wanted || name.toLowerCase() === wanted,
    );
    if (found === undefined) throw errors.notFound(text);
    return found.id;
  }

  /**
   * Paths of a dataset's files, and what they must hash to.
   *
   * @throws WorkbenchError `not-found`
   */
  files(id: string): DatasetFiles {
    if (id === builtInDataset) return this.#options.builtIn();
    const { sha256 } = this.#find(id);
    return { ...this.#options.folders.files(id), sha256 };
  }

  /** @throws WorkbenchError `not-found`, `conflict` when another has that name, or it is built in. */
  rename(id: string, name: string): DatasetSummary {
    const dataset = this.#find(id);
    if (dataset.name.toLowerCase() !== name.toLowerCase()) this.refuseTaken(name);
    this.#options.store.rename(id, name);
    this.#changed();
    return this.get(id);
  }

  /** Those that are stored but cannot be read. */
  damaged(): readonly DamagedRow[] {
    return this.#options.store.damaged();
  }

  /**
   * Removes one, whether it can be read or not.
   *
   * @throws WorkbenchError `not-found`, `conflict` naming the runs that use it, or when it is built in.
   */
  remove(id: string): void {
    const { store, now } = this.#options;
    const dataset = store.damaged().find((each) => each.id === id) ?? this.#find(id);
    const users = store.users(id);
    if (users.length > 0) throw errors.inUse(dataset, users);
    store.remove(id, now());
    this.#changed();
  }

  /** @throws WorkbenchError `not-found` once its files are gone. */
  restore(id: string): void {
    const { store } = this.#options;
    const removed = store.removed().find((each) => each.id === id);
    if (removed === undefined) throw errors.notFound(id);
    store.restore(id, this.freeName(removed.name));
    this.#changed();
  }

  /** @throws WorkbenchError `conflict` */
  refuseTaken(name: string): void {
    if (this.#names().has(name.toLowerCase())) throw errors.nameTaken(name);
  }

  /** The name itself or, where it is taken, with a number. */
  freeName(name: string): string {
    const names = this.#names();
    let free = name.slice(0, 96);
    for (let n = 2; names.has(free.toLowerCase()); n++) free = `${name.slice(0, 96)} ${n}`;
    return free;
  }

  /**
   * Adds a dataset whose files are in its folder.
   *
   * @throws WorkbenchError `conflict` when its name is taken
   */
  add(dataset: StoredDataset): DatasetSummary {
    this.#options.store.insert(dataset);
    this.#changed();
    return this.get(dataset.id);
  }

  /** Says that a dataset's files were put back. */
  mended(id: string): DatasetSummary {
    this.#namesInFiles.delete(id);
    this.#changed();
    return this.get(id);
  }

  /**
   * Ends what an earlier process removed or left half imported. To be called once, before anything is removed
   * or imported: what comes after the call is left alone.
   */
  async tidy(): Promise<void> {
    const { store, folders } = this.#options;
    const removed = store.removed();
    const cutShort = folders.cutShort();
    const unlisted = folders.unlisted();
    const listed = store.ids();
    for (const { id } of removed) {
      await folders.remove(id);
      store.forget(id);
    }
    for (const name of cutShort) await folders.remove(name);
    for (const id of unlisted) await (listed.has(id) ? folders.setListed(id) : folders.remove(id));
  }

  #summary(dataset: StoredDataset, usages: ReadonlyMap<string, number>): DatasetSummary {
    const { id, name, classes, trainCount, testCount, createdAt } = dataset;
    return {
      ...{ id, name, classes, trainCount, testCount, createdAt },
      classNames: this.classNames(dataset),
      bytes: bytesOf(dataset),
      runs: usages.get(id) ?? 0,
      problem: problemOf(this.#options.folders.files(id), dataset),
    };
  }

  /** Names that are stored with a dataset, or that its files tell. */
  classNames(dataset: StoredDataset): ClassNames {
    const { id, classNames } = dataset;
    if (classNames !== null) return classNames;
    const names =
      this.#namesInFiles.get(id) ?? namesInFiles(this.#options.folders.files(id), dataset);
    this.#namesInFiles.set(id, names);
    return names;
  }

  #find(id: string): StoredDataset {
    if (id === builtInDataset) throw errors.builtIn();
    const dataset = this.#options.store.find(id);
    if (dataset === undefined) throw errors.notFound(id);
    return dataset;
  }

  #names(): ReadonlySet<string> {
    return new Set(this.list().map(({ name }) => name.toLowerCase()));
  }

  #changed(): void {
    const datasets = this.list();
    for (const listener of this.#listeners) listener(datasets);
  }
}
