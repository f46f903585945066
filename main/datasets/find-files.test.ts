import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDatasetFiles } from './find-files';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'find-')), 'kmnist');
  mkdirSync(folder);
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const usual = (set = '', end = '') => [
  `${set}train-images-idx3-ubyte${end}`,
  `${set}train-labels-idx1-ubyte${end}`,
  `${set}t10k-images-idx3-ubyte${end}`,
  `${set}t10k-labels-idx1-ubyte${end}`,
];

function put(names: readonly string[]): string[] {
  return names.map((name) => {
    const path = join(folder, name);
    writeFileSync(path, '');
    return path;
  });
}

describe('findDatasetFiles', () => {
  it('finds a folder’s files, and names the set after the folder', async () => {
    put([...usual('', '.gz'), 'README.md', 'checksums.txt']);
    const { files, name } = await findDatasetFiles([folder]);
    expect(Object.values(files).map((path) => basename(path))).toEqual(
      expect.arrayContaining(usual('', '.gz')),
    );
    expect(name).toBe('kmnist');
  });

  it.each([
    [['training_images', 'training_labels', 'test_images', 'test_labels']],
    [['Train-Image.idx', 'Train-Label.idx', 'Test-Image.idx', 'Test-Label.idx']],
    [usual().map((name) => name.replace('-idx', '.idx'))],
  ])('knows other names too: %s', async (names) => {
    const [trainImages, trainLabels, testImages, testLabels] = put(names);
    expect((await findDatasetFiles([folder])).files).toEqual({
      ...{ trainImages, trainLabels, testImages, testLabels },
    });
  });

  it('takes a plain file rather than a compressed one', async () => {
    put([...usual('', '.gz'), ...usual()]);
    const { files } = await findDatasetFiles([folder]);
    expect(
      Object.values(files)
        .map((path) => basename(path))
        .sort(),
    ).toEqual(usual().sort());
  });

  it('names a set after its files, and finds it beside parts of others', async () => {
    put([...usual('emnist-letters-', '.gz'), ...usual('emnist-digits-').slice(1)]);
    expect((await findDatasetFiles([folder])).name).toBe('emnist-letters');
  });

  it('does not choose between several sets', async () => {
    put([...usual('emnist-letters-'), ...usual('emnist-digits-')]);
    await expect(findDatasetFiles([folder])).rejects.toThrow(
      'several datasets: emnist-digits, emnist-letters.',
    );
  });

  it('says what is missing', async () => {
    const paths = put(usual().slice(0, 3));
    await expect(findDatasetFiles(paths)).rejects.toThrow('no file of test labels among');
    await expect(findDatasetFiles([join(folder, 'nothing')])).rejects.toThrow('(ENOENT)');
  });
});
