import type { MeasuredValue } from '../../../shared/measures';
import { permutation } from '../../../shared/random';
import type { Dataset } from '../data/idx';
import type { Weights } from '../model/layers';
import { distanceWithinLabels, labelsWithPairs } from './diversity';
import { frechetDistance, momentsOf } from './frechet-distance';
import type { GeneratedImages } from './generated-images';
import { featureCount, type Verdicts } from './judge';
import { judgeImages, stored } from './judge-images';
import type { Pause } from './pause';

/** What a judge, trained on a dataset's real images (judge.ts), makes of generated ones and the test set. */
export interface JudgedImages {
  readonly generated: Verdicts;
  /** The label asked for of each generated image. */
  readonly requested: Uint8Array;
  readonly real: Verdicts;
  readonly realLabels: Uint8Array;
}

type Measured = Pick<MeasuredValue, 'value' | 'details'>;

/** Which training images stand for the test set in the floor of the Fréchet distance. */
const floorSeed = 1;

export async function judgeBoth(
  judge: Weights,
  { testImages, testLabels, testCount }: Dataset,
  generated: GeneratedImages,
  pause: Pause,
): Promise<JudgedImages> {
  const count = generated.count + testCount;
  const real = await judgeImages(judge, stored(testImages), (share) =>
    pause((share * testCount) / count),
  );
  const made = await judgeImages(judge, generated, (share) =>
    pause((testCount + share * generated.count) / count),
  );
  return { generated: made, requested: generated.labels, real, realLabels: testLabels };
}

/**
 * Share of generated images that the judge takes for the label asked for, 0 to 1; beside it the share of
 * real test images that it is right on, which is the most a perfect model could reach.
 */
export function labelAgreement({ generated, requested, real, realLabels }: JudgedImages): Measured {
  return {
    value: agreement(generated.labels, requested),
    details: { judgeAccuracy: agreement(real.labels, realLabels) },
  };
}

/** Mean distance between two images of one label (diversity.ts), generated / real: 1 is as varied. */
export async function diversity(
  { generated, requested, real, realLabels }: JudgedImages,
  pause: Pause,
): Promise<Measured> {
  const only = labelsWithPairs(realLabels);
  const generatedDistance = await distanceWithinLabels(
    { features: generated.features, labels: requested, only },
    featureCount,
    (share) => pause(share / 2),
  );
  const realDistance = await distanceWithinLabels(
    { features: real.features, labels: realLabels, only },
    featureCount,
    (share) => pause(0.5 + share / 2),
  );
  return { value: generatedDistance / realDistance, details: { generatedDistance, realDistance } };
}

/**
 * Fréchet distance on the judge's features (frechet-distance.ts) from generated images to the test set;
 * beside it the floor, from as many training images to the test set: what a perfect model could reach.
 */
export async function frechet(
  judge: Weights,
  { trainImages, trainCount, testCount }: Dataset,
  { generated, real }: JudgedImages,
  pause: Pause,
): Promise<Measured> {
  const ofTestSet = momentsOf(real.features, featureCount);
  const value = frechetDistance(momentsOf(generated.features, featureCount), ofTestSet);
  const chosen = permutation(floorSeed, trainCount).subarray(0, testCount);
  const training = await judgeImages(judge, stored(trainImages, chosen), pause);
  const floor = frechetDistance(momentsOf(training.features, featureCount), ofTestSet);
  return { value, details: { floor } };
}

function agreement(labels: Int32Array, expected: Uint8Array): number {
  return labels.filter((label, i) => label === expected[i]).length / expected.length;
}
