import { describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../shared/errors';
import { pixelCount } from '../../../shared/images';
import type { SamplerReply } from '../../../shared/sampler-protocol';
import { TestSets } from './test-sets';

const files = { trainImages: 'a', trainLabels: 'b', testImages: 'c', testLabels: 'd' };
const three = {
  images: Uint8Array.from({ length: 3 * pixelCount }, (_, i) => Math.floor(i / pixelCount)),
  labels: Uint8Array.of(7, 8, 9),
};

function made(read = () => three) {
  const wanted: string[] = [];
  const replies: SamplerReply[] = [];
  const client = (reply: SamplerReply) => void replies.push(reply);
  const testSets = new TestSets({ read, want: (dataset) => wanted.push(dataset) });
  const ask = (id: number, from: number, count: number, dataset = 'mnist') =>
    testSets.answer(client, { kind: 'test-images', id, dataset, from, count });
  return { testSets, ask, client, wanted, replies };
}

describe('TestSets', () => {
  it('asks for a dataset once, and serves its images from then on', () => {
    const { testSets, ask, wanted, replies } = made();
    ask(1, 1, 1);
    ask(2, 0, 3);
    expect(replies).toEqual([]);
    testSets.provide('mnist', files);
    ask(3, 2, 5);
    ask(4, 3, 1);
    expect(wanted).toEqual(['mnist']);
    expect(replies).toEqual([
      {
        kind: 'test-images',
        id: 1,
        images: new Uint8Array(pixelCount).fill(1),
        labels: Uint8Array.of(8),
        total: 3,
      },
      { kind: 'test-images', id: 2, ...three, total: 3 },
      {
        kind: 'test-images',
        id: 3,
        images: new Uint8Array(pixelCount).fill(2),
        labels: Uint8Array.of(9),
        total: 3,
      },
      {
        kind: 'test-images',
        id: 4,
        images: new Uint8Array(0),
        labels: new Uint8Array(0),
        total: 3,
      },
    ]);
  });

  it('passes on why there are none, and asks again the next time', () => {
    const error = { kind: 'dataset-damaged', message: 'The file is too short.' } as const;
    const { testSets, ask, wanted, replies } = made(() => {
      throw new WorkbenchError(error);
    });
    ask(1, 0, 1);
    testSets.provide('mnist', files);
    expect(replies).toEqual([{ kind: 'failed', id: 1, error }]);
    ask(2, 0, 1);
    expect(wanted).toEqual(['mnist', 'mnist']);
  });

  it('does not answer a client that is gone', () => {
    const { testSets, ask, client, replies } = made();
    ask(1, 0, 1);
    testSets.forget(client);
    testSets.provide('mnist', files);
    expect(replies).toEqual([]);
  });
});
