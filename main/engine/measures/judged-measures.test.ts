import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixelCount } from '../../../shared/images';
import type { Weights } from '../model/layers';
import { tf } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import type { GeneratedImages } from './generated-images';
import { toWeights } from './judge';
import { stored } from './judge-images';
import { trainJudge } from './judge-training';
import { diversity, frechet, judgeBoth, labelAgreement } from './judged-measures';

const dataset = mnistSlice(2000, 500);
const { testImages, testLabels } = dataset;
const goOn = (): Promise<void> => Promise.resolve();

let judge: Weights;
beforeAll(async () => {
  judge = toWeights(await trainJudge(dataset, goOn));
}, 120_000);
afterAll(() => tf.dispose(Object.values(judge)));

const judgedAs = (images: Uint8Array, labels: Uint8Array) => {
  const generated: GeneratedImages = { ...stored(images), labels };
  return judgeBoth(judge, dataset, generated, goOn);
};

describe('a generator that gives the test set itself', () => {
  it('agrees as the judge does, varies as the data does, and has no distance', async () => {
    const judged = await judgedAs(testImages, testLabels);
    const { value, details } = labelAgreement(judged);
    expect(value).toBeGreaterThan(0.9);
    expect(details.judgeAccuracy).toBe(value);
    expect((await diversity(judged, goOn)).value).toBe(1);
    const distance = await frechet(judge, dataset, judged, goOn);
    expect(distance.value).toBeCloseTo(0, 1);
    expect(distance.details.floor).toBeGreaterThan(distance.value);
  });

  it('agrees no more when labels are mixed up', async () => {
    const shifted = testLabels.map((label) => (label + 1) % 10);
    expect(labelAgreement(await judgedAs(testImages, shifted)).value).toBeLessThan(0.1);
  });
});

describe('a generator that gives one image for each label', () => {
  it('varies not at all, and is further from the data than other real images', async () => {
    const images = new Uint8Array(testImages.length);
    testLabels.forEach((label, i) => {
      const first = testLabels.indexOf(label) * pixelCount;
      images.set(testImages.subarray(first, first + pixelCount), i * pixelCount);
    });
    const judged = await judgedAs(images, testLabels);
    expect((await diversity(judged, goOn)).value).toBeCloseTo(0, 6);
    const { value, details } = await frechet(judge, dataset, judged, goOn);
    expect(value).toBeGreaterThan(2 * details.floor!);
  });
});
