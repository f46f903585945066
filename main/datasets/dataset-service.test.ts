import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { datasetFileNames } from '../../shared/trainer-protocol';
import { DatasetStore, type StoredDataset } from '../storage/dataset-store';
import { openStores } from '../storage/stores';
import { sampleRun } from '../storage/testing/samples';
import { failureOf, TestDatasets } from './testing/test-datasets';

let here: TestDatasets;
beforeEach(() => {
  here = new TestDatasets();
});
afterEach(() => here.remove());

describe('removing', () => {
  it('is refused while runs need the dataset, those in the trash too', async () => {
    const { datasets, add } = here.open();
    await add();
    const { runs } = openStores(here.database);
    const run = sampleRun({ dataset: 'fashion-mnist' }, 'First try');
    runs.insert(run);
    runs.setDeleted(run.id, 5);
    expect((await failureOf(() => datasets.remove('fashion-mnist'))).message).toBe(
      '“Fashion MNIST” was not removed: a run needs it: “First try” (in the trash).',
    );
    expect(datasets.get('fashion-mnist').runs).toBe(1);
  });

  it('can be taken back until the next start, when the files go', async () => {
    const { datasets, add } = here.open();
    await add();
    datasets.remove('fashion-mnist');
    expect(datasets.list()).toHaveLength(1);
    expect(await failureOf(() => datasets.files('fashion-mnist'))).toMatchObject({
      kind: 'not-found',
    });
    expect(here.kept).toEqual(['fashion-mnist']);
    datasets.restore('fashion-mnist');
    expect(datasets.get('fashion-mnist').name).toBe('Fashion MNIST');
    datasets.remove('fashion-mnist');
    mkdirSync(join(here.profile.folder, 'datasets', '.import-cut-short'));
    await here.open().datasets.tidy();
    expect(here.kept).toEqual([]);
    expect(await failureOf(() => datasets.restore('fashion-mnist'))).toMatchObject({
      kind: 'not-found',
    });
  });

  it('leaves files alone that the database does not know, as after an older copy of it was put back', async () => {
    const { add } = here.open();
    const files = join(here.profile.folder, 'datasets', 'fashion-mnist');
    mkdirSync(files, { recursive: true });
    writeFileSync(join(files, 'of-the-newer-database'), '');
    await here.open().datasets.tidy();
    expect((await add()).id).not.toBe('fashion-mnist');
    expect(readdirSync(files)).toEqual(['of-the-newer-database']);
  });

  describe('whose import was killed', () => {
    /** The folder of a dataset as it is when `insert` lists it. */
    async function whileListed(insert: (store: DatasetStore, dataset: StoredDataset) => void) {
      const { store, add } = here.open();
      const folder = join(here.profile.folder, 'datasets');
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
      expect(here.kept).toEqual(['fashion-mnist']);
    }

    it('before it was listed is gone after the next start', async () => {
      await whileListed(() => undefined);
      const { datasets, add } = here.open();
      await datasets.tidy();
      expect(here.kept).toEqual([]);
      expect((await add()).id).toBe('fashion-mnist');
    });

    it('after it was listed is whole after the next start', async () => {
      await whileListed((store, dataset) => store.insert(dataset));
      const { datasets } = here.open();
      await datasets.tidy();
      expect(readdirSync(join(here.profile.folder, 'datasets', 'fashion-mnist')).sort()).toEqual(
        Object.values(datasetFileNames).sort(),
      );
      expect(datasets.list()[1]).toMatchObject({ id: 'fashion-mnist' });
    });
  });

  it('leaves MNIST alone', async () => {
    const { datasets } = here.open();
    expect(await failureOf(() => datasets.remove('mnist'))).toMatchObject({ kind: 'conflict' });
    expect(await failureOf(() => datasets.rename('mnist', 'Digits'))).toMatchObject({
      kind: 'conflict',
    });
    expect(datasets.get('mnist').problem).toContain('is missing');
  });
});

it('renames, and keeps the id', async () => {
  const { datasets, add } = here.open();
  await add();
  expect(datasets.rename('fashion-mnist', 'Clothes')).toMatchObject({ id: 'fashion-mnist' });
  expect(datasets.rename('fashion-mnist', 'CLOTHES').name).toBe('CLOTHES');
  expect(await failureOf(() => datasets.rename('fashion-mnist', 'mnist'))).toMatchObject({
    kind: 'conflict',
  });
});
