import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { toErrorReport, WorkbenchError } from '../../../shared/errors';
import type { ClassNames } from '../../../shared/datasets';
import { imageSide, pixelCount } from '../../../shared/images';
import type { ImportReply, ImportTask } from '../../../shared/import-protocol';
import {
  datasetFileNames,
  type DatasetFile,
  type DatasetHashes,
} from '../../../shared/trainer-protocol';
import { contentsOf } from './contents';
import { imageHeader, labelHeader, labelsIn, readPart, type LabelledImages } from './idx';

/** Images written at once: some milliseconds' work. */
const imagesAtOnce = 8192;

/**
 * Checks the four files of a dataset and, if the task says so, copies them, uncompressed and flushed to the
 * disk. Replies as it goes; with a signal that aborts, stops and says nothing more. Never rejects.
 */
export async function importDataset(
  { files, copy }: ImportTask,
  reply: (reply: ImportReply) => void,
  signal: AbortSignal,
): Promise<void> {
  const pause = async (work: string, share: number): Promise<void> => {
    reply({ kind: 'progress', work, share });
    await setImmediate();
    signal.throwIfAborted();
  };
  try {
    await pause('Reading the training images', 0);
    const found = readPart(files, 'train');
    await pause('Reading the test images', 0.6);
    const alsoFound = readPart(files, 'test');
    await pause('Counting', 0.8);
    const labels = labelsIn(found.labels, alsoFound.labels);
    const classNames = copy?.keepLabels ? namesWithGaps(labels) : labels.map(String);
    const [train, test] = [found, alsoFound].map((part) => {
      const classified = withClasses(part, classNames);
      return copy?.transpose ? transposed(classified) : classified;
    }) as [LabelledImages, LabelledImages];
    const contents = contentsOf(train, test);
    const sha256 = copy && (await write(copy.folder, train, test, pause));
    reply({ kind: 'done', contents, classNames, sha256 });
  } catch (thrown) {
    if (!signal.aborted) reply({ kind: 'failed', error: toErrorReport(explained(thrown)) });
  }
}

/** Every label up to the largest, null for those that do not occur. */
const namesWithGaps = (labels: readonly number[]): ClassNames =>
  Array.from({ length: labels.at(-1)! + 1 }, (_, label) =>
    labels.includes(label) ? String(label) : null,
  );

/** The same images with classes for labels. */
function withClasses({ images, labels }: LabelledImages, names: ClassNames): LabelledImages {
  const classOf = new Uint8Array(256);
  names.forEach((name, index) => name !== null && (classOf[Number(name)] = index));
  return { images, labels: labels.map((label) => classOf[label]!) };
}

/** The same images with rows and columns exchanged. */
export function transposed({ images, labels }: LabelledImages): LabelledImages {
  const exchanged = new Uint8Array(images.length);
  for (let image = 0; image < images.length; image += pixelCount) {
    for (let row = 0; row < imageSide; row++) {
      for (let column = 0; column < imageSide; column++) {
        exchanged[image + column * imageSide + row] = images[image + row * imageSide + column]!;
      }
    }
  }
  return { images: exchanged, labels };
}

async function write(
  folder: string,
  train: LabelledImages,
  test: LabelledImages,
  pause: (work: string, share: number) => Promise<void>,
): Promise<DatasetHashes> {
  const whole = train.images.length + test.images.length;
  let written = 0;
  const store = async (file: DatasetFile, header: Uint8Array, rest: Uint8Array) => {
    const hash = createHash('sha256').update(header);
    const handle = await open(join(folder, datasetFileNames[file]), 'wx');
    try {
      await handle.writeFile(header);
      for (let from = 0; from < rest.length; from += imagesAtOnce * pixelCount) {
        const slice = rest.subarray(from, from + imagesAtOnce * pixelCount);
        hash.update(slice);
        await handle.writeFile(slice);
        written += slice.length;
        await pause('Copying', Math.min(1, written / whole));
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    return hash.digest('hex');
  };
  return {
    trainImages: await store('trainImages', imageHeader(train.labels.length), train.images),
    trainLabels: await store('trainLabels', labelHeader(train.labels.length), train.labels),
    testImages: await store('testImages', imageHeader(test.labels.length), test.images),
    testLabels: await store('testLabels', labelHeader(test.labels.length), test.labels),
  };
}

function explained(thrown: unknown): unknown {
  const { code } = thrown as NodeJS.ErrnoException;
  if (code !== 'ENOSPC' && code !== 'EDQUOT') return thrown;
  return new WorkbenchError(
    {
      kind: 'disk-full',
      message: 'There is no room left for the dataset.',
      remedy: 'Free some space on the disk of the data folder, then import again.',
    },
    { cause: thrown },
  );
}
