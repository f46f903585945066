import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sha256Hex, encodeSafetensors } from '../checkpoint';
import type { Dataset } from '../data/idx';
import { tf } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { toWeights } from './judge';
import { judgeImages, stored } from './judge-images';
import { trainJudge } from './judge-training';

const goOn = (): Promise<void> => setImmediate();

/** Share of the test images that a judge trained on the training images is right on. */
async function accuracyOn({ testImages, testLabels, ...dataset }: Dataset): Promise<number> {
  const judge = toWeights(await trainJudge(dataset, goOn));
  const { labels } = await judgeImages(judge, stored(testImages), goOn);
  tf.dispose(Object.values(judge));
  return labels.filter((label, i) => label === testLabels[i]).length / testLabels.length;
}

describe('the judge', () => {
  it('is right on 99 in 100 of the real test images', { timeout: 300_000 }, async () => {
    expect(await accuracyOn(mnistSlice(60_000, 10_000))).toBeGreaterThanOrEqual(0.99);
  });

  it('learns from few images, and the same each time', { timeout: 120_000 }, async () => {
    const dataset = mnistSlice(2000, 1000);
    const bytes = async () => sha256Hex(encodeSafetensors(await trainJudge(dataset, goOn), {}));
    expect(await accuracyOn(dataset)).toBeGreaterThan(0.9);
    expect(await bytes()).toBe(await bytes());
  });
});
