import { imageSide, pixelCount } from '../../../shared/images';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import { bytesOf, damaged, withFile, type BoundedFile } from './idx-file';

/**
 * IDX, the format of MNIST (yann.lecun.com/exdb/mnist): big-endian 32-bit numbers, a magic that says
 * what follows, the sizes, then one byte a value. Either file may be compressed by gzip.
 */

/** A dataset of 28 x 28 gray images. */
export interface Dataset {
  /** Gray levels [trainCount * 784], row by row. */
  readonly trainImages: Uint8Array;
  /** [trainCount] */
  readonly trainLabels: Uint8Array;
  /** Gray levels [testCount * 784]. */
  readonly testImages: Uint8Array;
  /** [testCount] */
  readonly testLabels: Uint8Array;
  readonly trainCount: number;
  readonly testCount: number;
  /** The largest label of either part, plus one. */
  readonly classes: number;
}

const imageMagic = 0x803;
const labelMagic = 0x801;
const contentsOf: ReadonlyMap<number, string> = new Map([
  [imageMagic, 'images'],
  [labelMagic, 'labels'],
]);
const imageHeaderBytes = 16;
const labelHeaderBytes = 8;
/** The largest public set of this shape, EMNIST ByClass, has 814,255. A million take 784 MB. */
const mostImages = 1_000_000;

/** Reads and checks the four files. Throws `dataset-damaged`, naming the file, the expected and the found. */
export function readDataset(files: DatasetFiles): Dataset {
  const train = readPart(files.trainImages, files.trainLabels);
  const test = readPart(files.testImages, files.testLabels);
  return {
    trainImages: train.images,
    trainLabels: train.labels,
    testImages: test.images,
    testLabels: test.labels,
    trainCount: train.labels.length,
    testCount: test.labels.length,
    classes: Math.max(largest(train.labels), largest(test.labels)) + 1,
  };
}

/** Reads the two files of the test set: gray levels [n * 784] and labels [n]. Throws `dataset-damaged`. */
export function readTestSet({ testImages, testLabels }: DatasetFiles): Part {
  return readPart(testImages, testLabels);
}

/** Gray levels [n * 784] of an IDX file of 28 x 28 images. Throws `dataset-damaged`. */
export function readImages(path: string): Uint8Array {
  return withFile(path, (file) => {
    const header = headerOf(path, file, imageHeaderBytes);
    checkMagic(path, header.getUint32(0), imageMagic);
    const count = header.getUint32(4);
    checkCount(path, count, 'image');
    const rows = header.getUint32(8);
    const columns = header.getUint32(12);
    if (rows !== imageSide || columns !== imageSide) {
      throw damaged(
        path,
        `holds images of ${rows} x ${columns} pixels, expected ${imageSide} x ${imageSide}`,
      );
    }
    const length = count * pixelCount;
    return file.rest(
      imageHeaderBytes,
      length,
      expectation(imageHeaderBytes + length, count, 'image'),
    );
  });
}

/** Labels [n] of an IDX file. Throws `dataset-damaged`. */
export function readLabels(path: string): Uint8Array {
  return withFile(path, (file) => {
    const header = headerOf(path, file, labelHeaderBytes);
    checkMagic(path, header.getUint32(0), labelMagic);
    const count = header.getUint32(4);
    checkCount(path, count, 'label');
    return file.rest(
      labelHeaderBytes,
      count,
      expectation(labelHeaderBytes + count, count, 'label'),
    );
  });
}

interface Part {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

function readPart(imagePath: string, labelPath: string): Part {
  const images = readImages(imagePath);
  const labels = readLabels(labelPath);
  const count = images.length / pixelCount;
  if (labels.length !== count) {
    throw damaged(
      labelPath,
      `holds ${counted(labels.length, 'label')}, expected ${count.toLocaleString('en')}: `
        + `one for each image of ${imagePath}`,
    );
  }
  return { images, labels };
}

function headerOf(path: string, file: BoundedFile, length: number): DataView {
  const header = file.head(length);
  if (header.length < length) {
    throw damaged(
      path,
      `is too short: expected a header of ${bytesOf(length)}, found ${bytesOf(header.length)}`,
    );
  }
  return new DataView(header.buffer);
}

function checkMagic(path: string, magic: number, expected: number): void {
  if (magic === expected) return;
  throw damaged(
    path,
    `is not an IDX file of ${contentsOf.get(expected)}: expected the magic ${hex(expected)}, `
      + `found ${hex(magic)}${contentsOf.has(magic) ? `, ${contentsOf.get(magic)}` : ''}`,
  );
}

function checkCount(path: string, count: number, what: string): void {
  if (count === 0) throw damaged(path, `holds no ${what}s, expected at least one`);
  if (count > mostImages) {
    throw damaged(
      path,
      `claims ${counted(count, what)}, expected at most ${mostImages.toLocaleString('en')}`,
    );
  }
}

const hex = (word: number) => `0x${word.toString(16).padStart(8, '0')}`;
const counted = (count: number, what: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? what : `${what}s`}`;
const expectation = (bytes: number, count: number, what: string) =>
  `expected ${bytesOf(bytes)} for ${counted(count, what)}`;

function largest(labels: Uint8Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}
