import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpointIdSchema } from '../../../shared/ids';
import { imageSide, pixelCount } from '../../../shared/images';
import type { MeasureReply, MeasureTask } from '../../../shared/measure-protocol';
import { runConfigSchema } from '../../../shared/run-config';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import type { Dataset } from '../data/idx';
import { encodeSafetensors, sha256Hex } from '../checkpoint';
import { initialWeights } from '../model/initialization';
import { tf } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { generatedImages } from './generated-images';
import { measure } from './measure';

const [trainCount, testCount] = [200, 100];
const config = runConfigSchema.parse({ encoderSizes: [8], decoderSizes: [8] });

type Images = Pick<Dataset, 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels'>;

const folders: string[] = [];
let folder: string;
let task: MeasureTask;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-measures-'));
  folders.push(folder);
  const weights = encodeSafetensors(initialWeights(config, 10), {});
  task = {
    names: ['importance-bound', 'label-agreement', 'diversity', 'frechet-distance'],
    importanceSamples: 2,
    model: {
      checkpoint: checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8051'),
      config,
      weights,
      sha256: sha256Hex(weights),
    },
    dataset: smallDataset(),
    judgeFolder: join(folder, 'judges'),
  };
});
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true })));

/** Some images of MNIST as four IDX files. */
function smallDataset(
  { trainImages, trainLabels, testImages, testLabels }: Images = mnistSlice(trainCount, testCount),
): DatasetFiles {
  const folder = mkdtempSync(join(tmpdir(), 'cvae-measured-'));
  folders.push(folder);
  const write = (name: string, header: readonly number[], data: Uint8Array): string => {
    const words = new DataView(new ArrayBuffer(4 * header.length));
    header.forEach((word, i) => words.setUint32(4 * i, word));
    writeFileSync(join(folder, name), Buffer.concat([Buffer.from(words.buffer), data]));
    return join(folder, name);
  };
  const images = (name: string, count: number, data: Uint8Array) =>
    write(name, [0x803, count, imageSide, imageSide], data);
  return {
    trainImages: images('train-images', trainLabels.length, trainImages),
    trainLabels: write('train-labels', [0x801, trainLabels.length], trainLabels),
    testImages: images('test-images', testLabels.length, testImages),
    testLabels: write('test-labels', [0x801, testLabels.length], testLabels),
  };
}

async function repliesTo(given: MeasureTask, signal = new AbortController().signal) {
  const replies: MeasureReply[] = [];
  await measure(given, (reply) => replies.push(reply), signal);
  return replies;
}

describe('a task', { timeout: 120_000 }, () => {
  it('is answered measure by measure, and leaves no tensor behind', async () => {
    const tensors = tf.memory().numTensors;
    const replies = await repliesTo(task);
    const taken = replies.flatMap((reply) => (reply.kind === 'measured' ? [reply.measured] : []));
    expect(taken.map(({ name, samples }) => [name, samples])).toEqual([
      ['importance-bound', 2],
      ['label-agreement', 10_000],
      ['diversity', 10_000],
      ['frechet-distance', 10_000],
    ]);
    const [bound, agreement, diversity, distance] = taken;
    expect(bound!.value).toBeLessThan(bound!.details.negativeElbo!);
    expect(agreement!.value).toBeLessThan(0.5);
    expect(diversity!.value).toBeLessThan(0.5);
    expect(distance!.value).toBeGreaterThan(distance!.details.floor!);
    expect(replies.at(-1)).toEqual({ kind: 'done' });
    const works = replies.flatMap((reply) => (reply.kind === 'progress' ? [reply.work] : []));
    expect(works[0]).toBe('Importance-weighted bound');
    expect(works).toContain('Training the classifier on the real digits, once');
    expect(tf.memory().numTensors).toBe(tensors);
  });

  it('says nothing more once it was given up', async () => {
    const controller = new AbortController();
    const replies: MeasureReply[] = [];
    await measure(
      { ...task, importanceSamples: 5000 },
      (reply) => {
        replies.push(reply);
        controller.abort();
      },
      controller.signal,
    );
    expect(replies.map(({ kind }) => kind)).toEqual(['progress']);
  });

  it('fails when weights or dataset are not what they were', async () => {
    const weights = { ...task.model, sha256: 'another' };
    expect(await repliesTo({ ...task, model: weights })).toMatchObject([
      { kind: 'failed', error: { kind: 'database-damaged' } },
    ]);
    const dataset = { ...task.dataset, testLabels: task.dataset.trainLabels };
    expect(await repliesTo({ ...task, dataset })).toMatchObject([
      { kind: 'failed', error: { kind: 'dataset-damaged' } },
    ]);
  });
});

/** The images of a part whose numbers are given. */
const pick = (images: Uint8Array, labels: Uint8Array, numbers: readonly number[]) => ({
  images: Uint8Array.from(
    numbers.flatMap((i) => [...images.subarray(i * pixelCount, (i + 1) * pixelCount)]),
  ),
  labels: Uint8Array.from(numbers, (i) => labels[i]!),
});

describe('of too few images', { timeout: 120_000 }, () => {
  const mnist = mnistSlice(trainCount, testCount);
  const oneEach = Array.from({ length: 10 }, (_, label) => mnist.testLabels.indexOf(label));
  const withTest = (numbers: readonly number[]): Images => {
    const { images, labels } = pick(mnist.testImages, mnist.testLabels, numbers);
    return { ...mnist, testImages: images, testLabels: labels };
  };
  const one = pick(mnist.trainImages, mnist.trainLabels, [0]);
  const black = (images: Uint8Array) => new Uint8Array(images.length);

  it.each<[string, Images, readonly string[], string]>([
    [
      'one test image a class',
      withTest(oneEach),
      ['importance-bound', 'label-agreement', 'frechet-distance'],
      'Diversity within a label was not measured, and nothing was stored of it: there are too few images, it needs at least two test images of the same class.',
    ],
    ['one test image', withTest([0]), ['label-agreement'], 'at least two test images.'],
    [
      'one image',
      {
        ...{ trainImages: one.images, trainLabels: one.labels },
        ...{ testImages: one.images, testLabels: one.labels },
      },
      [],
      'at least training images of two classes',
    ],
    [
      'black images',
      {
        ...mnist,
        trainImages: black(mnist.trainImages),
        testImages: black(mnist.testImages),
      },
      ['importance-bound', 'label-agreement', 'frechet-distance'],
      'do not differ enough',
    ],
  ])('%s: says so, and measures what it can', async (_, images, measured, message) => {
    const replies = await repliesTo({ ...task, dataset: smallDataset(images) });
    const taken = replies.flatMap((reply) => (reply.kind === 'measured' ? [reply.measured] : []));
    expect(taken.map(({ name }) => name)).toEqual(measured);
    const numbers = taken.flatMap(({ value, details }) => [value, ...Object.values(details)]);
    expect(numbers.every(Number.isFinite)).toBe(true);
    expect(replies.at(-1)).toMatchObject({
      kind: 'failed',
      error: { kind: 'invalid-input', message: expect.stringContaining(message) as string },
    });
  });
});

it('asks for labels that the test set has, and for no others', () => {
  const testSet = { images: new Uint8Array(3 * pixelCount), labels: Uint8Array.of(7, 1, 7) };
  const { count, labels } = generatedImages(config, {}, testSet);
  expect(count).toBe(10_000);
  expect([...labels.subarray(0, 4)]).toEqual([1, 7, 1, 7]);
});
