import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { samplesOfClass } from '../../../shared/datasets';
import { pixelCount } from '../../../shared/images';
import type { ImportReply } from '../../../shared/import-protocol';
import {
  datasetFileNames,
  type DatasetFile,
  type DatasetFiles,
} from '../../../shared/trainer-protocol';
import { imageHeader, labelHeader, readDataset, readPart } from './idx';
import { importDataset } from './import-dataset';

let folder: string;
let copies: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'import-'));
  copies = join(folder, 'copies');
  mkdirSync(copies);
});
afterEach(() => rmSync(folder, { recursive: true }));

const trainLabels = Uint8Array.of(0, 2, 2, 0, 2);
const testLabels = Uint8Array.of(2, 1);
/** Each image's gray levels rise row by row, from its label. */
const imagesOf = (labels: Uint8Array) =>
  Uint8Array.from(
    { length: labels.length * pixelCount },
    (_, i) => labels[Math.floor(i / pixelCount)]! + Math.floor((i % pixelCount) / 28),
  );

function files(given: Partial<Record<DatasetFile, Uint8Array>> = {}): DatasetFiles {
  const whole = (header: Uint8Array, rest: Uint8Array) => Buffer.concat([header, rest]);
  const bytes: Record<DatasetFile, Uint8Array> = {
    trainImages: gzipSync(whole(imageHeader(5), imagesOf(trainLabels))),
    trainLabels: whole(labelHeader(5), trainLabels),
    testImages: whole(imageHeader(2), imagesOf(testLabels)),
    testLabels: whole(labelHeader(2), testLabels),
    ...given,
  };
  const paths = Object.entries(bytes).map(([file, content]) => {
    const path = join(folder, file);
    writeFileSync(path, content);
    return [file, path];
  });
  return Object.fromEntries(paths);
}

async function imported(
  from: DatasetFiles,
  { transpose = false, keepLabels = false, copy = true, stopAt = '' } = {},
): Promise<readonly ImportReply[]> {
  const replies: ImportReply[] = [];
  const controller = new AbortController();
  const task = { files: from, copy: copy ? { folder: copies, transpose, keepLabels } : null };
  await importDataset(
    task,
    (reply) => {
      replies.push(reply);
      if (reply.kind === 'progress' && reply.work === stopAt) controller.abort();
    },
    controller.signal,
  );
  return replies;
}

const copyOf = (file: DatasetFile) => join(copies, datasetFileNames[file]);

describe('importing a dataset', () => {
  it('says what is in the files, and copies nothing when it is only to look', async () => {
    const reply = (await imported(files(), { copy: false })).at(-1)!;
    if (reply.kind !== 'done') throw new Error(reply.kind);
    const { means, samples, ...facts } = reply.contents;
    expect(facts).toEqual({
      ...{ classes: 3, trainCount: 5, testCount: 2 },
      ...{ trainCounts: [2, 0, 3], testCounts: [0, 1, 1] },
    });
    expect(means.subarray(2 * pixelCount)).toEqual(imagesOf(Uint8Array.of(2)));
    expect(means.subarray(pixelCount, 2 * pixelCount).every((level) => level === 0)).toBe(true);
    expect(samples).toHaveLength(3 * samplesOfClass * pixelCount);
    expect(samples.subarray(0, 2 * pixelCount)).toEqual(imagesOf(Uint8Array.of(0, 0)));
    expect(samples[2 * pixelCount + 783]).toBe(0);
    expect(reply.sha256).toBeNull();
    expect(readdirSync(copies)).toEqual([]);
  });

  it('copies the files without their compression, and tells their hashes', async () => {
    const original = readDataset(files());
    const reply = (await imported(files())).at(-1)!;
    if (reply.kind !== 'done' || reply.sha256 === null) throw new Error(reply.kind);
    for (const file of Object.keys(datasetFileNames) as DatasetFile[]) {
      const hash = createHash('sha256')
        .update(readFileSync(copyOf(file)))
        .digest('hex');
      expect(reply.sha256[file]).toBe(hash);
    }
    expect(readDataset(copiedFiles())).toEqual(original);
    expect(readPart({ ...copiedFiles(), sha256: reply.sha256 }, 'train').labels).toEqual(
      trainLabels,
    );
  });

  it.each([
    ['begin with 1', (label: number) => label + 1, ['1', '2', '3']],
    ['have gaps', (label: number) => 10 * label, ['0', '10', '20']],
    ['have an outlier', (label: number) => (label === 2 ? 255 : label), ['0', '1', '255']],
  ])('numbers labels that %s without gaps, and keeps them as names', async (_, of, names) => {
    const relabelled = (labels: Uint8Array) =>
      Buffer.concat([labelHeader(labels.length), labels.map(of)]);
    const from = files({
      trainLabels: relabelled(trainLabels),
      testLabels: relabelled(testLabels),
    });
    const reply = (await imported(from)).at(-1);
    expect(reply).toMatchObject({ classNames: names, contents: { classes: 3 } });
    expect(readDataset(copiedFiles())).toEqual(readDataset(files()));
  });

  it('keeps labels as they are only to mend what was stored so', async () => {
    const labels = { testLabels: Buffer.concat([labelHeader(2), Uint8Array.of(2, 5)]) };
    const reply = (await imported(files(labels), { keepLabels: true })).at(-1);
    expect(reply).toMatchObject({ classNames: ['0', null, '2', null, null, '5'] });
    expect(readPart(copiedFiles(), 'test').labels).toEqual(Uint8Array.of(2, 5));
  });

  it('exchanges rows and columns on request', async () => {
    await imported(files(), { transpose: true });
    const { images } = readPart(copiedFiles(), 'train');
    expect([...images.subarray(0, 4)]).toEqual([0, 1, 2, 3]);
    expect(images[28]).toBe(0);
  });

  it('refuses copies that have changed since', async () => {
    const reply = (await imported(files())).at(-1)!;
    if (reply.kind !== 'done' || reply.sha256 === null) throw new Error(reply.kind);
    const changed = readFileSync(copyOf('testImages'));
    changed[100]! ^= 1;
    writeFileSync(copyOf('testImages'), changed);
    const { sha256 } = reply;
    expect(() => readPart({ ...copiedFiles(), sha256 }, 'test')).toThrow('has changed since');
    expect(() => readPart({ ...copiedFiles(), sha256 }, 'train')).not.toThrow();
  });

  it.each<[string, Partial<Record<DatasetFile, Uint8Array>>, string]>([
    ['cut short', { testImages: imageHeader(2) }, 'testImages is too short'],
    [
      'with fewer labels than images',
      { testLabels: Buffer.concat([labelHeader(1), Uint8Array.of(1)]) },
      'testLabels holds 1 label, expected 2',
    ],
    [
      'of a bomb',
      { trainImages: gzipSync(Buffer.concat([imageHeader(5), Buffer.alloc(30_000_000)])) },
      'found more',
    ],
    [
      'with images and labels exchanged',
      { trainLabels: Buffer.concat([imageHeader(5), imagesOf(trainLabels)]) },
      'is not an IDX file of labels',
    ],
  ])('copies nothing of files %s', async (_, given, message) => {
    const reply = (await imported(files(given))).at(-1)!;
    if (reply.kind !== 'failed') throw new Error(reply.kind);
    expect(reply.error.kind).toBe('dataset-damaged');
    expect(reply.error.message).toContain(message);
    expect(readdirSync(copies)).toEqual([]);
  });

  it('stops where it is told to, and says nothing more', async () => {
    const replies = await imported(files(), { stopAt: 'Copying' });
    expect(replies.at(-1)).toMatchObject({ kind: 'progress', work: 'Copying' });
    expect(existsSync(copyOf('testLabels'))).toBe(false);
  });
});

function copiedFiles(): DatasetFiles {
  const paths = Object.keys(datasetFileNames).map((file) => [file, copyOf(file as DatasetFile)]);
  return Object.fromEntries(paths);
}
