import { mkdir, writeFile } from 'node:fs/promises';
import type { DatasetSummary } from '../shared/datasets';
import { mnistBytes } from './mnist';
import type { RunningApp } from './running-app';

interface Labelling {
  readonly name: string;
  /** The label of an image that shows `digit` and is number `index` of its part. */
  readonly labelOf: (digit: number, index: number) => number;
}

const trainImages = 2000;
const testImages = 300;
const pixelCount = 28 * 28;
const imagesHeader = 16;
const labelsHeader = 8;

/** Imports some of MNIST's images with labels of one's own; `folder` must not exist. */
export async function importRelabelled(
  app: RunningApp,
  folder: string,
  { name, labelOf }: Labelling,
): Promise<DatasetSummary> {
  await mkdir(folder);
  for (const [part, count] of [
    ['train', trainImages],
    ['t10k', testImages],
  ] as const) {
    const images = await mnistBytes(`${part}-images-idx3-ubyte`, imagesHeader + count * pixelCount);
    const labels = await mnistBytes(`${part}-labels-idx1-ubyte`, labelsHeader + count);
    for (const bytes of [images, labels]) new DataView(bytes.buffer).setUint32(4, count);
    for (let i = 0; i < count; i++)
      labels[labelsHeader + i] = labelOf(labels[labelsHeader + i]!, i);
    await writeFile(`${folder}/${part}-images-idx3-ubyte`, images);
    await writeFile(`${folder}/${part}-labels-idx1-ubyte`, labels);
  }
  await app.invoke('datasets.inspect', { paths: [folder] });
  return app.invoke('datasets.import', { name, transpose: false });
}
