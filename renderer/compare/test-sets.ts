import { sampler } from '../sampler';
import type { TestImages } from '../../shared/sampler-requests';
import { imagesByLabel, imagesOfAll, type ChosenImages } from './chosen-images';

/** Images are chosen from so many of a test set: all of MNIST's, 8 MB. */
const imagesInAll = 10_000;

export interface ImageWish {
  readonly dataset: string;
  /** Null chooses among all. */
  readonly labels: readonly number[] | null;
  readonly rows: number;
  readonly columns: number;
  readonly seed: number;
}

const loaded = new Map<string, Promise<TestImages>>();

/** The first 10,000 images of a dataset's test set, loaded once; rejects when they cannot be read. */
export function testSetOf(dataset: string): Promise<TestImages> {
  const known = loaded.get(dataset);
  if (known !== undefined) return known;
  const images = sampler.testImages(dataset, 0, imagesInAll);
  loaded.set(dataset, images);
  images.catch(() => loaded.delete(dataset));
  return images;
}

/** The same images for the same wish; rejects when they cannot be read. */
export async function chooseImages(wish: ImageWish): Promise<ChosenImages> {
  const testSet = await testSetOf(wish.dataset);
  const { labels, rows, columns, seed } = wish;
  return labels === null
    ? imagesOfAll(testSet, rows, columns, seed)
    : imagesByLabel(testSet, labels, columns, seed);
}
