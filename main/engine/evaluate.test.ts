import { describe, expect, it } from 'vitest';
import type { Engine } from './engine';
import { evaluate } from './evaluate';

const z = 2;

/** Image i has reconstruction i, KL i and 1, and posterior means that vary in the first dimension alone. */
const engine: Pick<Engine, 'evaluate'> = {
  evaluate: (from, to) => {
    const images = Array.from({ length: to - from }, (_, i) => from + i);
    return {
      reconstruction: Float32Array.from(images),
      kl: Float32Array.from(images.flatMap((i) => [i, 1])),
      mean: Float32Array.from(images.flatMap((i) => [i % 2 === 0 ? 1 : -1, 5 + 0.05 * (i % 2)])),
    };
  },
};

describe('evaluate', () => {
  it('averages over all images, and counts the dimensions that vary', async () => {
    const count = 2345;
    const evaluation = await evaluate(engine, count, z, new AbortController().signal);
    const mean = (count - 1) / 2;
    expect(evaluation!.testReconstruction).toBeCloseTo(mean, 9);
    expect(evaluation!.testKl).toBeCloseTo(mean + 1, 9);
    expect([...evaluation!.klPerDimension]).toEqual([mean, 1]);
    expect(evaluation!.activeUnits).toBe(1);
  });

  it('has no result when halted', async () => {
    expect(await evaluate(engine, 10, z, AbortSignal.abort())).toBeNull();
  });
});
