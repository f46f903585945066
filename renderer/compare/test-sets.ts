import { sampler } from '../sampler';
import type { TestImages } from '../sampler-client';

/** Images are chosen from so many of a test set: all of MNIST's, 8 MB. */
const imagesInAll = 10_000;

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
