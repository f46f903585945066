import { cpSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import type { ImportTask } from '../../shared/import-protocol';
import { datasetFileNames, filesNamed } from '../../shared/trainer-protocol';
import type { ImportResult } from '../engine-host/import-client';
import { writeDataset } from './testing/generated-files';
import { copyFiles, facts, failureOf, TestDatasets } from './testing/test-datasets';

let here: TestDatasets;
beforeEach(() => {
  here = new TestDatasets();
});
afterEach(() => here.remove());

describe('importing', () => {
  it('checks files, then copies them under a name', async () => {
    const { datasets, imports, changes } = here.open();
    const candidate = await imports.inspect([here.source]);
    expect(candidate).toMatchObject({ suggestedName: 'Fashion MNIST', looksTransposed: false });
    expect(
      Object.values(candidate.sources.chosen)
        .map((path) => basename(path))
        .sort(),
    ).toEqual(Object.values(datasetFileNames).sort());
    expect(existsSync(join(here.profile.folder, 'datasets'))).toBe(false);

    const stored = await imports.store({ name: 'Clothes', transpose: false });
    expect(stored).toEqual({
      ...{ id: 'clothes', name: 'Clothes', ...facts, createdAt: 1000, runs: 0, problem: null },
      bytes: 6 * 784 + 32 + 6 + 16,
    });
    expect(datasets.list().map(({ id }) => id)).toEqual(['mnist', 'clothes']);
    expect(datasets.files('clothes').sha256?.testImages).toBe('c');
    expect(datasets.idOf('CLOTHES')).toBe('clothes');
    expect(here.kept).toEqual(['clothes']);
    expect(changes).toHaveLength(1);
  });

  it('gives ids that are free, also of those that were removed', async () => {
    const { datasets, add } = here.open();
    await add('Übung: 1');
    datasets.remove('ubung-1');
    expect((await add('ubung 1')).id).toBe('ubung-1-2');
  });

  it('asks which is which, and takes no files but those found for an answer', async () => {
    const { imports } = here.open();
    cpSync(
      join(here.source, datasetFileNames.trainLabels),
      join(here.source, 'train-labels.other'),
    );
    expect(await imports.inspect([here.source])).toMatchObject({ kind: 'question' });
    const files = filesNamed((name) => join(here.source, name));
    const others = { ...files, trainLabels: '/etc/passwd' };
    expect(await failureOf(() => imports.assign(others))).toMatchObject({ kind: 'conflict' });
    const other = { ...files, trainLabels: join(here.source, 'train-labels.other') };
    expect(await imports.assign(other)).toMatchObject({
      ...{ kind: 'candidate', suggestedName: 'Fashion MNIST', sources: { chosen: other } },
    });
  });

  it('does not take a name or files twice', async () => {
    const { imports, add } = here.open();
    await add();
    const taken = await failureOf(() => add('fashion mnist'));
    expect(taken).toMatchObject({ kind: 'conflict', issues: [{ field: 'name' }] });
    const same = await failureOf(() => add('Another name'));
    expect(same.message).toBe(
      'These are the files of “Fashion MNIST”, which is here already. Nothing was stored.',
    );
    expect(here.kept).toEqual(['fashion-mnist']);
    expect(await imports.inspect([here.source])).toMatchObject({
      suggestedName: 'Fashion MNIST 2',
    });
  });

  it('takes the same images with other labels for another dataset', async () => {
    const { datasets, add } = here.open((...given) =>
      copyFiles(...given).then((result) => ({ ...result, classNames: ['1', '2', '3'] })),
    );
    await add('Letters');
    expect(datasets.get('letters').classNames).toEqual(['1', '2', '3']);
    expect((await here.open().add('Digits')).classNames).toEqual(['0', '1', '2']);
  });

  it('asks the files for the labels of what version 0.1.0 imported, and mends it with them', async () => {
    const tasks: ImportTask[] = [];
    const { store, datasets, add } = here.open(async (task, ...others) => {
      tasks.push(task);
      const result = await copyFiles(task, ...others);
      return { ...result, classNames: task.copy?.keepLabels ? ['0', null, '2'] : ['0', '2'] };
    });
    writeDataset(here.source, [0, 2, 2, 2], [0, 2]);
    await add('Gaps');
    const { id } = store.list()[0]!;
    here.database.prepare('UPDATE datasets SET class_names = NULL').run();
    expect(here.open().datasets.get(id).classNames).toEqual(['0', null, '2']);
    writeFileSync(datasets.files(id).testLabels, 'x');
    expect(await add('Mended')).toMatchObject({ id, name: 'Gaps', problem: null });
    expect(tasks.map(({ copy }) => copy?.keepLabels)).toEqual([undefined, false, undefined, true]);
    expect(datasets.get(id).classNames).toEqual(['0', null, '2']);
  });

  it('mends a damaged dataset by its own files', async () => {
    const { datasets, add } = here.open();
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
    const { imports } = here.open((task, onProgress, signal) =>
      task.copy === null
        ? copyFiles(task, onProgress, signal)
        : Promise.reject(new WorkbenchError({ kind: 'dataset-damaged', message: 'It is cut.' })),
    );
    await imports.inspect([here.source]);
    const failure = await failureOf(() => imports.store({ name: 'Cut', transpose: false }));
    expect(failure).toMatchObject({ kind: 'dataset-damaged' });
    expect(failure.message).toBe('It is cut. Nothing was imported.');
    expect(here.kept).toEqual([]);
  });

  it('does one thing at a time, and gives it up when asked to', async () => {
    const { imports } = here.open(
      (_, __, signal) =>
        new Promise<ImportResult>((_resolve, reject) => {
          const give = () => reject(new WorkbenchError({ kind: 'cancelled', message: 'Over.' }));
          signal.addEventListener('abort', give);
        }),
    );
    const first = failureOf(() => imports.inspect([here.source]));
    expect(await failureOf(() => imports.inspect([here.source]))).toMatchObject({
      kind: 'conflict',
    });
    await new Promise((resolve) => setTimeout(resolve, 20));
    imports.cancel();
    expect(await first).toMatchObject({ kind: 'cancelled' });
    const nothing = await failureOf(() => imports.store({ name: 'A', transpose: false }));
    expect(nothing).toMatchObject({ kind: 'conflict' });
  });
});
