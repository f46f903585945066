import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { numberedNames, type DatasetContents, type DatasetSummary } from '../../shared/datasets';
import { WorkbenchError } from '../../shared/errors';
import type { ImportTask } from '../../shared/import-protocol';
import { datasetFileNames } from '../../shared/trainer-protocol';
import type { ImportResult } from '../engine-host/import-client';
import { openDatabase, type Database } from '../storage/database';
import { DatasetStore, type StoredDataset } from '../storage/dataset-store';
import { openStores } from '../storage/stores';
import { temporaryProfile, type TemporaryProfile } from '../storage/testing/profile';
import { sampleRun } from '../storage/testing/samples';
import { DatasetFolders } from './dataset-folders';
import { DatasetImport, type DatasetImportOptions } from './dataset-import';
import { DatasetService } from './dataset-service';
import { writeDataset } from './testing/generated-files';

let profile: TemporaryProfile;
let source: string;
let database: Database;
beforeEach(() => {
  profile = temporaryProfile();
  source = join(mkdtempSync(join(tmpdir(), 'source-')), 'Fashion MNIST');
  mkdirSync(source);
  writeDataset(source, [0, 1, 2, 2], [0, 1]);
  database = openDatabase(profile.folder, { holder: 'window' });
});
afterEach(() => {
  database.close();
  profile.remove();
  rmSync(join(source, '..'), { recursive: true });
});

const facts = { classes: 3, classNames: numberedNames(3), trainCount: 4, testCount: 2 };

/** Copies files as the sampler's process does, but does not look into them. */
const copyFiles: DatasetImportOptions['importer'] = (task, onProgress) => {
  onProgress({ work: 'Copying', share: 1 });
  for (const [file, name] of Object.entries(datasetFileNames)) {
    const path = task.files[file as keyof typeof datasetFileNames];
    if (task.copy !== null) cpSync(path, join(task.copy.folder, name));
  }
  const { classNames, ...sizes } = facts;
  const contents = { ...sizes } as DatasetContents;
  const hashes = { trainImages: 'a', trainLabels: 'b', testImages: 'c', testLabels: 'd' };
  return Promise.resolve({ contents, classNames, sha256: task.copy && hashes });
};

function open(importer = copyFiles) {
  const store = new DatasetStore(database);
  const folders = new DatasetFolders(profile.folder);
  const common = { store, folders, now: () => 1000 };
  const datasets = new DatasetService({
    ...common,
    builtIn: () => ({ ...new DatasetFolders('/nowhere').files('mnist') }),
  });
  const imports = new DatasetImport({ ...common, datasets, importer });
  const changes: (readonly DatasetSummary[])[] = [];
  datasets.onChange((list) => changes.push(list));
  const add = async (name = 'Fashion MNIST') => {
    await imports.inspect([source]);
    return imports.store({ name, transpose: false });
  };
  return { store, datasets, imports, changes, add };
}

const kept = () => readdirSync(join(profile.folder, 'datasets'));

async function failureOf(work: () => unknown): Promise<WorkbenchError> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was thrown.');
}

describe('importing', () => {
  it('checks files, then copies them under a name', async () => {
    const { datasets, imports, changes } = open();
    const candidate = await imports.inspect([source]);
    expect(candidate).toMatchObject({ suggestedName: 'Fashion MNIST', looksTransposed: false });
    expect(candidate.paths.map((path) => basename(path))).toEqual(Object.values(datasetFileNames));
    expect(existsSync(join(profile.folder, 'datasets'))).toBe(false);

    const stored = await imports.store({ name: 'Clothes', transpose: false });
    expect(stored).toEqual({
      ...{ id: 'clothes', name: 'Clothes', ...facts, createdAt: 1000, runs: 0, problem: null },
      bytes: 6 * 784 + 32 + 6 + 16,
    });
    expect(datasets.list().map(({ id }) => id)).toEqual(['mnist', 'clothes']);
    expect(datasets.files('clothes').sha256?.testImages).toBe('c');
    expect(datasets.idOf('CLOTHES')).toBe('clothes');
    expect(kept()).toEqual(['clothes']);
    expect(changes).toHaveLength(1);
  });

  it('gives ids that are free, also of those that were removed', async () => {
    const { datasets, add } = open();
    await add('Übung: 1');
    datasets.remove('ubung-1');
    expect((await add('ubung 1')).id).toBe('ubung-1-2');
  });

  it('does not take a name or files twice', async () => {
    const { imports, add } = open();
    await add();
    const taken = await failureOf(() => add('fashion mnist'));
    expect(taken).toMatchObject({ kind: 'conflict', issues: [{ field: 'name' }] });
    const same = await failureOf(() => add('Another name'));
    expect(same.message).toBe(
      'These are the files of “Fashion MNIST”, which is here already. Nothing was stored.',
    );
    expect(kept()).toEqual(['fashion-mnist']);
    expect((await imports.inspect([source])).suggestedName).toBe('Fashion MNIST 2');
  });

  it('takes the same images with other labels for another dataset', async () => {
    const { datasets, add } = open((...given) =>
      copyFiles(...given).then((result) => ({ ...result, classNames: ['1', '2', '3'] })),
    );
    await add('Letters');
    expect(datasets.get('letters').classNames).toEqual(['1', '2', '3']);
    expect((await open().add('Digits')).classNames).toEqual(['0', '1', '2']);
  });

  it('asks the files for the labels of what version 0.1.0 imported, and mends it with them', async () => {
    const tasks: ImportTask[] = [];
    const { store, datasets, add } = open(async (task, ...others) => {
      tasks.push(task);
      const result = await copyFiles(task, ...others);
      return { ...result, classNames: task.copy?.keepLabels ? ['0', null, '2'] : ['0', '2'] };
    });
    writeDataset(source, [0, 2, 2, 2], [0, 2]);
    await add('Gaps');
    const { id } = store.list()[0]!;
    database.prepare('UPDATE datasets SET class_names = NULL').run();
    expect(open().datasets.get(id).classNames).toEqual(['0', null, '2']);
    writeFileSync(datasets.files(id).testLabels, 'x');
    expect(await add('Mended')).toMatchObject({ id, name: 'Gaps', problem: null });
    expect(tasks.map(({ copy }) => copy?.keepLabels)).toEqual([undefined, false, undefined, true]);
    expect(datasets.get(id).classNames).toEqual(['0', null, '2']);
  });

  it('mends a damaged dataset by its own files', async () => {
    const { datasets, add } = open();
    await add();
    const { testLabels } = datasets.files('fashion-mnist');
    writeFileSync(testLabels, 'x');
    expect(datasets.get('fashion-mnist').problem).toBe(
      'Its file t10k-labels-idx1-ubyte has 1 bytes instead of 10.',
    );
    rmSync(testLabels);
    expect(datasets.get('fashion-mnist').problem).toContain('is missing');
    expect(await add('Again')).toMatchObject({ name: 'Fashion MNIST', problem: null });
    expect(datasets.list()).toHaveLength(2);
  });

  it('leaves nothing of what could not be copied', async () => {
    const { imports } = open((task, onProgress, signal) =>
      task.copy === null
        ? copyFiles(task, onProgress, signal)
        : Promise.reject(new WorkbenchError({ kind: 'dataset-damaged', message: 'It is cut.' })),
    );
    await imports.inspect([source]);
    const failure = await failureOf(() => imports.store({ name: 'Cut', transpose: false }));
    expect(failure).toMatchObject({ kind: 'dataset-damaged' });
    expect(failure.message).toBe('It is cut. Nothing was imported.');
    expect(kept()).toEqual([]);
  });

  it('does one thing at a time, and gives it up when asked to', async () => {
    const { imports } = open(
      (_, __, signal) =>
        new Promise<ImportResult>((_resolve, reject) => {
          const give = () => reject(new WorkbenchError({ kind: 'cancelled', message: 'Over.' }));
          signal.addEventListener('abort', give);
        }),
    );
    const first = failureOf(() => imports.inspect([source]));
    expect(await failureOf(() => imports.inspect([source]))).toMatchObject({ kind: 'conflict' });
    await new Promise((resolve) => setTimeout(resolve, 20));
    imports.cancel();
    expect(await first).toMatchObject({ kind: 'cancelled' });
    const nothing = await failureOf(() => imports.store({ name: 'A', transpose: false }));
    expect(nothing).toMatchObject({ kind: 'conflict' });
  });
});

describe('removing', () => {
  it('is refused while runs need the dataset, those in the trash too', async () => {
    const { datasets, add } = open();
    await add();
    const { runs } = openStores(database);
    const run = sampleRun({ dataset: 'fashion-mnist' }, 'First try');
    runs.insert(run);
    runs.setDeleted(run.id, 5);
    expect((await failureOf(() => datasets.remove('fashion-mnist'))).message).toBe(
      '“Fashion MNIST” was not removed: a run needs it: “First try” (in the trash).',
    );
    expect(datasets.get('fashion-mnist').runs).toBe(1);
  });

  it('can be taken back until the next start, when the files go', async () => {
    const { datasets, add } = open();
    await add();
    datasets.remove('fashion-mnist');
    expect(datasets.list()).toHaveLength(1);
    const failure = await failureOf(() => datasets.files('fashion-mnist'));
    expect(failure.kind).toBe('not-found');
    expect(kept()).toEqual(['fashion-mnist']);
    datasets.restore('fashion-mnist');
    expect(datasets.get('fashion-mnist').name).toBe('Fashion MNIST');
    datasets.remove('fashion-mnist');
    mkdirSync(join(profile.folder, 'datasets', '.import-cut-short'));
    await open().datasets.tidy();
    expect(kept()).toEqual([]);
    expect(await failureOf(() => datasets.restore('fashion-mnist'))).toMatchObject({
      kind: 'not-found',
    });
  });

  it('leaves files alone that the database does not know, as after an older copy of it was put back', async () => {
    const { add } = open();
    const files = join(profile.folder, 'datasets', 'fashion-mnist');
    mkdirSync(files, { recursive: true });
    writeFileSync(join(files, 'of-the-newer-database'), '');
    await open().datasets.tidy();
    expect((await add()).id).not.toBe('fashion-mnist');
    expect(readdirSync(files)).toEqual(['of-the-newer-database']);
  });

  describe('whose import was killed', () => {
    /** The folder of a dataset as it is when `insert` lists it. */
    async function whileListed(insert: (store: DatasetStore, dataset: StoredDataset) => void) {
      const { store, add } = open();
      const folder = join(profile.folder, 'datasets');
      const before = DatasetStore.prototype.insert.bind(store);
      store.insert = (dataset) => {
        store.insert = before;
        insert(store, dataset);
        cpSync(folder, `${folder}.then`, { recursive: true });
        throw new Error('Killed');
      };
      await expect(add()).rejects.toThrow('Killed');
      rmSync(folder, { recursive: true });
      renameSync(`${folder}.then`, folder);
      expect(kept()).toEqual(['fashion-mnist']);
    }

    it('before it was listed is gone after the next start', async () => {
      await whileListed(() => undefined);
      const { datasets, add } = open();
      await datasets.tidy();
      expect(kept()).toEqual([]);
      expect((await add()).id).toBe('fashion-mnist');
    });

    it('after it was listed is whole after the next start', async () => {
      await whileListed((store, dataset) => store.insert(dataset));
      const { datasets } = open();
      await datasets.tidy();
      expect(readdirSync(join(profile.folder, 'datasets', 'fashion-mnist')).sort()).toEqual(
        Object.values(datasetFileNames).sort(),
      );
      expect(datasets.list()[1]).toMatchObject({ id: 'fashion-mnist' });
    });
  });

  it('leaves MNIST alone', async () => {
    const { datasets } = open();
    expect(await failureOf(() => datasets.remove('mnist'))).toMatchObject({ kind: 'conflict' });
    expect(await failureOf(() => datasets.rename('mnist', 'Digits'))).toMatchObject({
      kind: 'conflict',
    });
    expect(datasets.get('mnist').problem).toContain('is missing');
  });
});

it('renames, and keeps the id', async () => {
  const { datasets, add } = open();
  await add();
  expect(datasets.rename('fashion-mnist', 'Clothes')).toMatchObject({ id: 'fashion-mnist' });
  expect(datasets.rename('fashion-mnist', 'CLOTHES').name).toBe('CLOTHES');
  expect(await failureOf(() => datasets.rename('fashion-mnist', 'mnist'))).toMatchObject({
    kind: 'conflict',
  });
});
