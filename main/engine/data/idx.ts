import { createHash } from 'node:crypto';
import { counted } from '../../../shared/counted';
import { imageSide, pixelCount } from '../../../shared/images';
import type { DatasetPart } from '../../../shared/datasets';
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
  return datasetOf(readPart(files, 'train'), readPart(files, 'test'));
}

/** The dataset of a training and a test set. */
export function datasetOf(train: LabelledImages, test: LabelledImages): Dataset {
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

/** The labels that occur, ascending. */
export function labelsIn(...parts: readonly Uint8Array[]): readonly number[] {
  return [...new Set(parts.flatMap((labels) => [...new Set(labels)]))].sort((a, b) => a - b);
}

/** Gray levels [n * 784] and their labels [n]. */
export interface LabelledImages {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

/** Reads the two files of the training or of the test set. Throws `dataset-damaged`. */
export function readPart(files: DatasetFiles, part: DatasetPart): LabelledImages {
  const [imageFile, labelFile] =
    part === 'train'
      ? (['trainImages', 'trainLabels'] as const)
      : (['testImages', 'testLabels'] as const);
  const images = readImages(files[imageFile], files.sha256?.[imageFile]);
  const labels = readLabels(files[labelFile], files.sha256?.[labelFile]);
  const count = images.length / pixelCount;
  if (labels.length !== count) {
    throw damaged(
      files[labelFile],
      `holds ${counted(labels.length, 'label')}, expected ${count.toLocaleString('en')}: `
        + `one for each image of ${files[imageFile]}`,
      { remedy: 'Choose images and labels that belong together.' },
    );
  }
  return { images, labels };
}

/** The header of an IDX file of 28 x 28 images, or of labels. */
export const imageHeader = (count: number): Uint8Array =>
  headerWith([imageMagic, count, imageSide, imageSide]);
export const labelHeader = (count: number): Uint8Array => headerWith([labelMagic, count]);

function headerWith(words: readonly number[]): Uint8Array {
  const header = new DataView(new ArrayBuffer(4 * words.length));
  words.forEach((word, i) => header.setUint32(4 * i, word));
  return new Uint8Array(header.buffer);
}

/**
 * Gray levels [n * 784] of an IDX file of 28 x 28 images. Throws `dataset-damaged`, also when the file is
 * not compressed and has another SHA-256 than the one given.
 */
export function readImages(path: string, sha256?: string): Uint8Array {
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
        { remedy: `Crop or scale them to ${imageSide} x ${imageSide} first.` },
      );
    }
    const length = count * pixelCount;
    const images = file.rest(
      imageHeaderBytes,
      length,
      expectation(imageHeaderBytes + length, count, 'image'),
    );
    verify(path, header, images, sha256);
    return images;
  });
}

/** Labels [n] of an IDX file. Throws `dataset-damaged` as `readImages` does. */
export function readLabels(path: string, sha256?: string): Uint8Array {
  return withFile(path, (file) => {
    const header = headerOf(path, file, labelHeaderBytes);
    checkMagic(path, header.getUint32(0), labelMagic);
    const count = header.getUint32(4);
    checkCount(path, count, 'label');
    const labels = file.rest(
      labelHeaderBytes,
      count,
      expectation(labelHeaderBytes + count, count, 'label'),
    );
    verify(path, header, labels, sha256);
    return labels;
  });
}

function verify(path: string, header: DataView, rest: Uint8Array, sha256?: string): void {
  if (sha256 === undefined) return;
  const found = createHash('sha256').update(header).update(rest).digest('hex');
  if (found === sha256) return;
  throw damaged(path, `has changed since it was imported: its SHA-256 is ${found}`);
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
const expectation = (bytes: number, count: number, what: string) =>
  `expected ${bytesOf(bytes)} for ${counted(count, what)}`;

function largest(labels: Uint8Array): number {
  return labels.reduce((most, label) => Math.max(most, label), 0);
}
