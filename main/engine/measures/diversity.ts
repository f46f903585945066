import type { Pause } from './pause';

/** Of images: features [n * width] and labels [n]. */
export interface LabelledFeatures {
  readonly features: Float32Array;
  readonly labels: Uint8Array;
  /** Labels that count; all do without it. */
  readonly only?: ReadonlySet<number>;
}

/** Pairs of features of 128 numbers compared in a few milliseconds. */
const pairsAtOnce = 30_000;

/**
 * Euclidean distance between the features of two different images of one label, mean over the pairs of
 * each label, then over labels: in units of the features. 0 where all images of a label are alike. Set
 * against that of real images it tells whether a model varies within a label as the data does. Zhu et
 * al. (2017, section 4) measure diversity so, as a mean distance between pairs on a network's features.
 */
export async function distanceWithinLabels(
  { features, labels, only }: LabelledFeatures,
  width: number,
  pause: Pause,
): Promise<number> {
  const groups = [...rowsByLabel(labels)].flatMap(([label, rows]) =>
    rows.length > 1 && (only?.has(label) ?? true) ? [rows] : [],
  );
  const allPairs = groups.reduce((sum, rows) => sum + pairsOf(rows.length), 0);
  let [total, done, unpaused] = [0, 0, 0];
  for (const rows of groups) {
    let sum = 0;
    for (let i = 1; i < rows.length; i++) {
      for (let j = 0; j < i; j++)
        sum += distance(features, rows[i]! * width, rows[j]! * width, width);
      done += i;
      unpaused += i;
      if (unpaused < pairsAtOnce) continue;
      unpaused = 0;
      await pause(done / allPairs);
    }
    total += sum / pairsOf(rows.length);
  }
  return groups.length === 0 ? 0 : total / groups.length;
}

/** Labels of at least two images. */
export function labelsWithPairs(labels: Uint8Array): ReadonlySet<number> {
  const groups = [...rowsByLabel(labels)].filter(([, rows]) => rows.length > 1);
  return new Set(groups.map(([label]) => label));
}

const pairsOf = (count: number): number => (count * (count - 1)) / 2;

function rowsByLabel(labels: Uint8Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  labels.forEach((label, row) => {
    const group = rows.get(label);
    if (group === undefined) rows.set(label, [row]);
    else group.push(row);
  });
  return rows;
}

function distance(features: Float32Array, a: number, b: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += (features[a + i]! - features[b + i]!) ** 2;
  return Math.sqrt(sum);
}
