import { describe, expect, it } from 'vitest';
import { distanceWithinLabels } from './diversity';

const goOn = (): Promise<void> => Promise.resolve();

describe('distance within labels', () => {
  it('is 0 where all images of a label are alike', async () => {
    const features = Float32Array.of(0.1, 0.7, 5, 5, 0.1, 0.7, 5, 5, 0.1, 0.7);
    const labels = Uint8Array.of(0, 1, 0, 1, 0);
    expect(await distanceWithinLabels({ features, labels }, 2, goOn)).toBe(0);
  });

  it('is the mean over pairs of a label, then over labels', async () => {
    // Label 0: distances 5, 5, 0; label 1: 2; label 2 has no pair.
    const features = Float32Array.of(0, 0, 3, 4, 3, 4, 1, 1, 1, 3, 9, 9);
    const labels = Uint8Array.of(0, 0, 0, 1, 1, 2);
    expect(await distanceWithinLabels({ features, labels }, 2, goOn)).toBeCloseTo(
      (10 / 3 + 2) / 2,
      12,
    );
  });

  it('tells how far it is', async () => {
    const shares: number[] = [];
    const features = new Float32Array(1000);
    await distanceWithinLabels({ features, labels: new Uint8Array(1000) }, 1, (share) => {
      shares.push(share);
      return Promise.resolve();
    });
    expect(shares.length).toBeGreaterThan(5);
    expect(shares.at(-1)).toBeGreaterThan(0.9);
    expect(Math.max(...shares)).toBeLessThanOrEqual(1);
  });
});
