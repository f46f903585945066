import { describe, expect, it } from 'vitest';
import { pixelCount } from '../../shared/images';
import {
  absoluteDifferences,
  bestRuns,
  imageLosses,
  meanOf,
  signedLevels,
  snapshotTiles,
} from './tile-values';

const imagesOf = (...levels: readonly number[]) =>
  Uint8Array.from(
    { length: levels.length * pixelCount },
    (_, i) => levels[Math.floor(i / pixelCount)]!,
  );

describe('differences', () => {
  it('are a share of the whole range of gray, image by image', () => {
    const differences = absoluteDifferences(imagesOf(0, 255, 51), imagesOf(255, 255, 0));
    expect([...differences]).toEqual([1, 0, expect.closeTo(0.2, 6)]);
    expect(meanOf(differences)).toBeCloseTo(0.4, 6);
  });

  it('are what the second has more', () => {
    const levels = signedLevels(Uint8Array.of(0, 255, 9), Uint8Array.of(255, 0, 9));
    expect([...levels]).toEqual([255, 1, 128]);
  });
});

describe('losses of images', () => {
  const [first, second] = [Float32Array.of(90, 100), Float32Array.of(95, 80)];

  it('are both terms of the bound, or the one that there is', () => {
    const kl = Float32Array.of(5, 7);
    expect([...imageLosses({ reconstruction: first, kl })]).toEqual([95, 107]);
    expect([...imageLosses({ reconstruction: first, kl: null })]).toEqual([90, 100]);
  });

  it('tell which run does an image best, of those that have drawn it', () => {
    expect([...bestRuns([first, second])]).toEqual([0, 1]);
    expect([...bestRuns([null, first, second])]).toEqual([1, 2]);
    expect([...bestRuns([first, first])]).toEqual([0, 0]);
  });
});

describe('snapshotTiles', () => {
  it('lays labels out in rows, and leaves blank what there is not', () => {
    // Two styles of three labels: 0 to 2, then 3 to 5.
    const snapshot = { epoch: 1, rows: 2, columns: 3, pixels: imagesOf(0, 1, 2, 3, 4, 5) };
    expect(snapshotTiles(snapshot, [2, 0, 7], 3)).toEqual(imagesOf(2, 5, 0, 0, 3, 0, 0, 0, 0));
  });
});
