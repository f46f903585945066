import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { numberedNames, type DatasetContents, type DatasetSummary } from '../../../shared/datasets';
import { WorkbenchError } from '../../../shared/errors';
import { datasetFileNames } from '../../../shared/trainer-protocol';
import { openDatabase, type Database } from '../../storage/database';
import { DatasetStore } from '../../storage/dataset-store';
import { temporaryProfile, type TemporaryProfile } from '../../storage/testing/profile';
import { DatasetFolders } from '../dataset-folders';
import { DatasetImport, type DatasetImportOptions } from '../dataset-import';
import { DatasetService } from '../dataset-service';
import { writeDataset } from './generated-files';

/** Of what `TestDatasets` imports. */
export const facts = { classes: 3, classNames: numberedNames(3), trainCount: 4, testCount: 2 };

/** Copies files as the sampler's process does, but does not look into them. */
export const copyFiles: DatasetImportOptions['importer'] = (task, onProgress) => {
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

/** A data folder, and the files of a dataset beside it. */
export class TestDatasets {
  readonly profile: TemporaryProfile = temporaryProfile();
  readonly source = join(mkdtempSync(join(tmpdir(), 'source-')), 'Fashion MNIST');
  readonly database: Database = openDatabase(this.profile.folder, { holder: 'window' });

  constructor() {
    mkdirSync(this.source);
    writeDataset(this.source, [0, 1, 2, 2], [0, 1]);
  }

  /** As after another start. */
  open(importer = copyFiles) {
    const store = new DatasetStore(this.database);
    const folders = new DatasetFolders(this.profile.folder);
    const common = { store, folders, now: () => 1000 };
    const datasets = new DatasetService({
      ...common,
      builtIn: () => ({ ...new DatasetFolders('/nowhere').files('mnist') }),
    });
    const imports = new DatasetImport({ ...common, datasets, importer });
    const changes: (readonly DatasetSummary[])[] = [];
    datasets.onChange((list) => changes.push(list));
    const add = async (name = 'Fashion MNIST') => {
      await imports.inspect([this.source]);
      return imports.store({ name, transpose: false });
    };
    return { store, datasets, imports, changes, add };
  }

  /** Names of what is kept of datasets. */
  get kept(): readonly string[] {
    return readdirSync(join(this.profile.folder, 'datasets'));
  }

  remove(): void {
    this.database.close();
    this.profile.remove();
    rmSync(join(this.source, '..'), { recursive: true });
  }
}

export async function failureOf(work: () => unknown): Promise<WorkbenchError> {
  try {
    await work();
  } catch (thrown) {
    if (thrown instanceof WorkbenchError) return thrown;
    throw thrown;
  }
  throw new Error('Nothing was thrown.');
}
