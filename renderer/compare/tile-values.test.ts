import { describe, expect, it } from 'vitest';
import { pixelCount } from '../../shared/images';
import { absoluteDifferences, klOf, meanOf, signedLevels, snapshotTiles } from './tile-values';

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

describe('klOf', () => {
  it('is zero for the prior, and grows with the mean and with an unlike variance', () => {
    const mean = Float32Array.of(0, 0, 2, 0, 0, 0);
    const logVariance = Float32Array.of(0, 0, 0, 0, Math.log(4), 0);
    const kl = klOf(mean, logVariance, 3);
    expect(kl[0]).toBe(0);
    expect(kl[1]).toBeCloseTo(2, 6);
    expect(kl[2]).toBeCloseTo((4 - 1 - Math.log(4)) / 2, 6);
  });
});

describe('snapshotTiles', () => {
  it('lays labels out in rows, and leaves blank what there is not', () => {
    // Two styles of three labels: 0 to 2, then 3 to 5.
    const snapshot = { epoch: 1, rows: 2, columns: 3, pixels: imagesOf(0, 1, 2, 3, 4, 5) };
    expect(snapshotTiles(snapshot, [2, 0, 7], 3)).toEqual(imagesOf(2, 5, 0, 0, 3, 0, 0, 0, 0));
  });
});
