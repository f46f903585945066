import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pixelCount } from '../../../shared/images';
import { datasetFileNames } from '../../../shared/trainer-protocol';

/** Writes the four files of a small dataset of black images into a folder. */
export function writeDataset(
  folder: string,
  trainLabels: readonly number[],
  testLabels: readonly number[],
): void {
  const parts = [
    { images: datasetFileNames.trainImages, labels: datasetFileNames.trainLabels, of: trainLabels },
    { images: datasetFileNames.testImages, labels: datasetFileNames.testLabels, of: testLabels },
  ];
  for (const { images, labels, of } of parts) {
    const pixels = new Uint8Array(of.length * pixelCount);
    writeFileSync(join(folder, images), idx([0x803, of.length, 28, 28], pixels));
    writeFileSync(join(folder, labels), idx([0x801, of.length], Uint8Array.from(of)));
  }
}

function idx(header: readonly number[], data: Uint8Array): Buffer {
  const words = Buffer.alloc(4 * header.length);
  header.forEach((word, index) => words.writeUInt32BE(word, 4 * index));
  return Buffer.concat([words, data]);
}
