import { describe, expect, it } from 'vitest';
import type { DatasetPart } from '../../../shared/datasets';
import { WorkbenchError } from '../../../shared/errors';
import { pixelCount } from '../../../shared/images';
import type { SamplerReply } from '../../../shared/sampler-protocol';
import { contentsOf } from '../data/contents';
import { DatasetRequests } from './dataset-requests';
import type { ImagesRequest } from './request';

const files = { trainImages: 'a', trainLabels: 'b', testImages: 'c', testLabels: 'd' };
/** Images of 0, 1 and 2 everywhere. */
const three = {
  images: Uint8Array.from({ length: 3 * pixelCount }, (_, i) => Math.floor(i / pixelCount)),
  labels: Uint8Array.of(7, 8, 7),
};

const imagesOf = (...levels: readonly number[]) =>
  Uint8Array.from(
    { length: levels.length * pixelCount },
    (_, i) => levels[Math.floor(i / pixelCount)]!,
  );

/** Of 100 and 101 everywhere. */
const two = { images: imagesOf(100, 101), labels: Uint8Array.of(0, 1) };

function made(read = (_: unknown, part: DatasetPart) => (part === 'test' ? three : two)) {
  const wanted: string[] = [];
  const replies: SamplerReply[] = [];
  const client = (reply: SamplerReply) => void replies.push(reply);
  const datasets = new DatasetRequests({
    read,
    contents: contentsOf,
    want: (dataset) => wanted.push(dataset),
  });
  const ask = (id: number, from: number, count: number, choice: Partial<ImagesRequest> = {}) =>
    datasets.answer(client, {
      ...{ kind: 'dataset-images', id, dataset: 'mnist', part: 'test', label: null, from, count },
      ...choice,
    });
  return { datasets, ask, client, wanted, replies };
}

const reply = (
  id: number,
  levels: readonly number[],
  labels: readonly number[],
  numbers: readonly number[],
  total: number,
) => ({
  ...{ kind: 'dataset-images', id, total, images: imagesOf(...levels) },
  labels: Uint8Array.from(labels),
  numbers: Uint32Array.from(numbers),
});

describe('DatasetRequests', () => {
  it('asks for a dataset once, and serves the images of a part from then on', () => {
    const { datasets, ask, wanted, replies } = made();
    ask(1, 1, 1);
    ask(2, 0, 3);
    expect(replies).toEqual([]);
    datasets.provide('mnist', files);
    ask(3, 2, 5);
    ask(4, 3, 1);
    ask(5, 0, 5, { label: 7 });
    ask(6, 1, 1, { label: 7 });
    ask(7, 0, 1, { label: 9 });
    expect(wanted).toEqual(['mnist']);
    expect(replies).toEqual([
      reply(1, [1], [8], [1], 3),
      reply(2, [0, 1, 2], [7, 8, 7], [0, 1, 2], 3),
      reply(3, [2], [7], [2], 3),
      reply(4, [], [], [], 3),
      reply(5, [0, 2], [7, 7], [0, 2], 2),
      reply(6, [2], [7], [2], 2),
      reply(7, [], [], [], 0),
    ]);
  });

  it('tells the parts apart', () => {
    const { datasets, ask, wanted, replies } = made();
    ask(1, 0, 1);
    datasets.provide('mnist', files);
    ask(2, 0, 1, { part: 'train' });
    datasets.provide('mnist', files);
    expect(wanted).toHaveLength(2);
    expect(replies[1]).toEqual(reply(2, [100], [0], [0], 2));
  });

  it('says what is in both parts', () => {
    const { datasets, client, replies } = made();
    datasets.answer(client, { kind: 'dataset-contents', id: 1, dataset: 'mnist' });
    datasets.provide('mnist', files);
    expect(replies).toMatchObject([
      { kind: 'dataset-contents', contents: { classes: 9, trainCount: 2, testCount: 3 } },
    ]);
  });

  it('passes on why there are none, and asks again the next time', () => {
    const error = { kind: 'dataset-damaged', message: 'The file is too short.' } as const;
    const { datasets, ask, wanted, replies } = made(() => {
      throw new WorkbenchError(error);
    });
    ask(1, 0, 1);
    datasets.provide('mnist', files);
    expect(replies).toEqual([{ kind: 'failed', id: 1, error }]);
    ask(2, 0, 1);
    expect(wanted).toEqual(['mnist', 'mnist']);
  });

  it('does not answer a client that is gone', () => {
    const { datasets, ask, client, replies } = made();
    ask(1, 0, 1);
    datasets.forget(client);
    datasets.provide('mnist', files);
    expect(replies).toEqual([]);
  });
});
