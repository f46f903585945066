import { samplesOfClass, type DatasetContents } from '../../../shared/datasets';
import { pixelCount } from '../../../shared/images';
import { datasetOf, type LabelledImages } from './idx';

/** What is in a dataset, class by class. */
export function contentsOf(train: LabelledImages, test: LabelledImages): DatasetContents {
  const { classes, trainCount, testCount } = datasetOf(train, test);
  const trainCounts = countsOf(train.labels, classes);
  return {
    classes,
    trainCount,
    testCount,
    trainCounts,
    testCounts: countsOf(test.labels, classes),
    means: meansOf(train, trainCounts),
    samples: samplesOf(train, classes),
  };
}

function countsOf(labels: Uint8Array, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0);
  for (const label of labels) counts[label]!++;
  return counts;
}

/** Gray levels [classes, 784]. Sums of a million gray levels are exact in float64. */
function meansOf({ images, labels }: LabelledImages, counts: readonly number[]): Uint8Array {
  const sums = new Float64Array(counts.length * pixelCount);
  labels.forEach((label, i) => {
    const [image, sum] = [i * pixelCount, label * pixelCount];
    for (let pixel = 0; pixel < pixelCount; pixel++) sums[sum + pixel]! += images[image + pixel]!;
  });
  return Uint8Array.from(sums, (sum, i) =>
    Math.round(sum / Math.max(1, counts[Math.floor(i / pixelCount)]!)),
  );
}

/** Gray levels [classes, samplesOfClass, 784]. */
function samplesOf({ images, labels }: LabelledImages, classes: number): Uint8Array {
  const samples = new Uint8Array(classes * samplesOfClass * pixelCount);
  const found = new Array<number>(classes).fill(0);
  for (let i = 0, missing = classes * samplesOfClass; i < labels.length && missing > 0; i++) {
    const label = labels[i]!;
    if (found[label]! === samplesOfClass) continue;
    const cell = label * samplesOfClass + found[label]!++;
    samples.set(images.subarray(i * pixelCount, (i + 1) * pixelCount), cell * pixelCount);
    missing--;
  }
  return samples;
}
