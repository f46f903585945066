import { pixelCount } from '../../shared/images';
import { mixSeeds, permutation } from '../../shared/random';
import type { TestImages } from '../../shared/sampler-requests';

/** Test images in rows, of which each model makes what it can. */
export interface ChosenImages {
  readonly rows: number;
  readonly columns: number;
  /** Numbers in the test set, counted from 0, row by row. */
  readonly numbers: readonly number[];
  /** [rows * columns]. */
  readonly labels: Uint8Array;
  /** Gray levels [rows * columns, 784]. */
  readonly pixels: Uint8Array;
}

/**
 * Draws `columns` images of each of these labels without putting any back, a row a label; labels that the test set
 * has no image of are left out, and where it has fewer than `columns`, they come again.
 */
export function imagesByLabel(
  testSet: TestImages,
  labels: readonly number[],
  columns: number,
  seed: number,
): ChosenImages {
  const numbers = labels.flatMap((label) => drawnOf(testSet, label, columns, seed));
  return imagesOf(testSet, numbers, columns);
}

/** The first image of each label that `imagesByLabel` draws, by number; null for a label that has none. */
export function numbersByLabel(
  testSet: TestImages,
  labels: readonly number[],
  seed: number,
): readonly (number | null)[] {
  return labels.map((label) => drawnOf(testSet, label, 1, seed)[0] ?? null);
}

function drawnOf({ labels }: TestImages, label: number, count: number, seed: number): number[] {
  const ofLabel = indicesOf(labels, label);
  if (ofLabel.length === 0) return [];
  const order = permutation(mixSeeds(seed, label), ofLabel.length);
  return Array.from({ length: count }, (_, i) => ofLabel[order[i % order.length]!]!);
}

/** Draws images of whatever label. */
export function imagesOfAll(
  testSet: TestImages,
  rows: number,
  columns: number,
  seed: number,
): ChosenImages {
  const order = permutation(seed, testSet.labels.length);
  const wanted = order.length === 0 ? 0 : rows * columns;
  return imagesOf(
    testSet,
    Array.from({ length: wanted }, (_, i) => order[i % order.length]!),
    columns,
  );
}

function imagesOf(
  { images, labels }: TestImages,
  numbers: readonly number[],
  columns: number,
): ChosenImages {
  const pixels = new Uint8Array(numbers.length * pixelCount);
  numbers.forEach((number, i) => {
    pixels.set(images.subarray(number * pixelCount, (number + 1) * pixelCount), i * pixelCount);
  });
  return {
    rows: numbers.length / columns,
    columns,
    numbers,
    labels: Uint8Array.from(numbers, (number) => labels[number]!),
    pixels,
  };
}

function indicesOf(labels: Uint8Array, label: number): number[] {
  return Array.from(labels.keys()).filter((index) => labels[index] === label);
}
