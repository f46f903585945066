import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkpointIdSchema } from '../../../shared/ids';
import { imageSide } from '../../../shared/images';
import type { MeasureReply, MeasureTask } from '../../../shared/measure-protocol';
import { runConfigSchema } from '../../../shared/run-config';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import { encodeSafetensors, sha256Hex } from '../checkpoint';
import { initialWeights } from '../model/initialization';
import { tf } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { measure } from './measure';

const [trainCount, testCount] = [200, 100];
const config = runConfigSchema.parse({ encoderSizes: [8], decoderSizes: [8] });

let folder: string;
let task: MeasureTask;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-measures-'));
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
afterAll(() => rmSync(folder, { recursive: true }));

/** The first images of MNIST as four IDX files. */
function smallDataset(): DatasetFiles {
  const { trainImages, trainLabels, testImages, testLabels } = mnistSlice(trainCount, testCount);
  const write = (name: string, header: readonly number[], data: Uint8Array): string => {
    const words = new DataView(new ArrayBuffer(4 * header.length));
    header.forEach((word, i) => words.setUint32(4 * i, word));
    writeFileSync(join(folder, name), Buffer.concat([Buffer.from(words.buffer), data]));
    return join(folder, name);
  };
  const images = (name: string, count: number, data: Uint8Array) =>
    write(name, [0x803, count, imageSide, imageSide], data);
  return {
    trainImages: images('train-images', trainCount, trainImages),
    trainLabels: write('train-labels', [0x801, trainCount], trainLabels),
    testImages: images('test-images', testCount, testImages),
    testLabels: write('test-labels', [0x801, testCount], testLabels),
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
