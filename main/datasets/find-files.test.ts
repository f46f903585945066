import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

function put(names: readonly string[], content: Uint8Array = new Uint8Array()): string[] {
  return names.map((name) => {
    const path = join(folder, name);
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(content) : content);
    return path;
  });
}

/** The header of an IDX file. */
function headOf(holds: 'images' | 'labels', count: number): Uint8Array {
  const bytes = Buffer.alloc(holds === 'images' ? 16 : 8);
  bytes.writeUInt32BE(holds === 'images' ? 0x803 : 0x801);
  bytes.writeUInt32BE(count, 4);
  return bytes;
}

/** What was found, by the names of files. */
async function found(paths = [folder]) {
  const { sources, ...rest } = await findDatasetFiles(paths);
  const chosen = Object.entries(sources.chosen).map(([kind, path]) => [kind, basename(path)]);
  return { ...rest, ...sources, chosen: Object.fromEntries(chosen) as Record<string, string> };
}

describe('findDatasetFiles', () => {
  it('finds a folder’s files, and names the set after the folder', async () => {
    put([...usual('', '.gz'), 'README.md', 'checksums.txt']);
    const { chosen, name, question } = await found();
    expect(Object.values(chosen).sort()).toEqual(usual('', '.gz').sort());
    expect({ name, question }).toEqual({ name: 'kmnist', question: null });
  });

  it.each([
    [['training_images', 'training_labels', 'test_images', 'test_labels']],
    [['Train-Image.idx', 'Train-Label.idx', 'Test-Image.idx', 'Test-Label.idx']],
    [['images-train.idx', 'labels-train.idx', 'images-test.idx', 'labels-test.idx']],
    [['x_train', 'y_train', 'x_test', 'y_test']],
    [usual().map((name) => name.replace('-idx', '.idx'))],
  ])('knows other names too: %s', async (names) => {
    put(names);
    const [trainImages, trainLabels, testImages, testLabels] = names;
    const { chosen, question } = await found();
    expect(chosen).toEqual({ trainImages, trainLabels, testImages, testLabels });
    expect(question).toBeNull();
  });

  it('knows the names of Kannada-MNIST', async () => {
    const train = ['X_kannada_MNIST_train-idx3-ubyte.gz', 'y_kannada_MNIST_train-idx1-ubyte.gz'];
    const test = ['X_kannada_MNIST_test-idx3-ubyte.gz', 'y_kannada_MNIST_test-idx1-ubyte.gz'];
    put([...train, ...test, 'X_dig_MNIST-idx3-ubyte.gz', 'y_dig_MNIST-idx1-ubyte.gz']);
    const { chosen, name, question } = await found();
    expect([chosen['trainImages'], chosen['trainLabels']]).toEqual(train);
    expect([chosen['testImages'], chosen['testLabels']]).toEqual(test);
    expect({ name, question }).toEqual({ name: 'kannada_mnist', question: null });
  });

  it('takes a plain file rather than a compressed one', async () => {
    put([...usual('', '.gz'), ...usual()]);
    const { chosen, question } = await found();
    expect(Object.values(chosen).sort()).toEqual(usual().sort());
    expect(question).toBeNull();
  });

  it('asks which of two files to take that mean the same', async () => {
    put([...usual(), 'train-labels.idx1-ubyte'], headOf('labels', 3));
    const { chosen, question, files } = await found();
    expect(question).toBe(
      'train-labels-idx1-ubyte and train-labels.idx1-ubyte are both named as the training labels. Choose which to take.',
    );
    expect(Object.keys(chosen).sort()).toEqual(['testImages', 'testLabels', 'trainImages']);
    expect(files).toHaveLength(5);
  });

  it('leaves out backups, downloads that broke off, and what file systems put beside files', async () => {
    const others = [
      ...['train-labels-idx1-ubyte~', 'train-labels-idx1-ubyte.bak', '#train-labels-idx1-ubyte#'],
      ...['train-labels-idx1-ubyte (1).gz', 'train-labels-idx1-ubyte copy.gz'],
      ...['t10k-labels-idx1-ubyte.orig', 'Copy of t10k-labels-idx1-ubyte'],
      ...['train-images-idx3-ubyte.gz.crdownload', 't10k-images-idx3-ubyte.part'],
      ...['._t10k-images-idx3-ubyte', 'train-images-idx3-ubyte.gz.download', '.#x_train'],
    ];
    put([...usual(), ...others], headOf('labels', 3));
    const { chosen, question, leftOut, files } = await found();
    expect(Object.values(chosen).sort()).toEqual(usual().sort());
    expect(question).toBeNull();
    expect(leftOut.toSorted()).toEqual(others.toSorted());
    // A copy may be chosen by hand, half a file may not.
    const offered = files.map(({ path }) => basename(path));
    expect(offered).toContain('train-labels-idx1-ubyte (1).gz');
    expect(offered).not.toContain('t10k-images-idx3-ubyte.part');
  });

  it('guesses by size which is which where names say nothing, and asks', async () => {
    put(['a.gz'], headOf('labels', 10));
    put(['b.gz', 'notes.txt'], headOf('images', 60));
    put(['c'], headOf('images', 10));
    put(['d'], headOf('labels', 60));
    writeFileSync(join(folder, 'notes.txt'), 'These are letters.');
    const { chosen, question, files } = await found();
    expect(question).toBe('The names of these files do not say which is which.');
    expect(chosen).toEqual({
      ...{ trainImages: 'b.gz', trainLabels: 'd', testImages: 'c', testLabels: 'a.gz' },
    });
    expect(files).toContainEqual({ path: join(folder, 'b.gz'), holds: 'images', count: 60 });
    expect(files).toHaveLength(4);
  });

  it('names a set after its files, and finds it beside parts of others', async () => {
    put([...usual('emnist-letters-', '.gz'), ...usual('emnist-digits-').slice(1)]);
    expect((await found()).name).toBe('emnist-letters');
  });

  it('does not choose between several sets', async () => {
    put([...usual('emnist-letters-'), ...usual('emnist-digits-')]);
    expect((await found()).question).toContain('several datasets: emnist-digits, emnist-letters.');
  });

  it('says what is missing', async () => {
    const paths = put(usual().slice(0, 3), headOf('labels', 3));
    await expect(findDatasetFiles(paths)).rejects.toThrow('no file of test labels among');
    await expect(findDatasetFiles([join(folder, 'nothing')])).rejects.toThrow('(ENOENT)');
  });
});
