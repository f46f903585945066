import { describe, expect, it } from 'vitest';
import { klWeightAt, learningRateAt } from './schedules';

const rate = { learningRate: 0.01, decayEvery: 10, decayFactor: 0.5, epochs: 40 };

describe('learningRateAt', () => {
  it('stays without decay', () => {
    const config = { ...rate, learningRateDecay: 'none' } as const;
    expect([0, 12.5, 39.9].map((time) => learningRateAt(config, time))).toEqual([0.01, 0.01, 0.01]);
  });

  it('falls from the full rate by half a cosine to 0', () => {
    const config = { ...rate, learningRateDecay: 'cosine' } as const;
    expect(learningRateAt(config, 0)).toBe(0.01);
    expect(learningRateAt(config, 10)).toBeCloseTo(0.005 * (1 + Math.SQRT1_2), 12);
    expect(learningRateAt(config, 20)).toBeCloseTo(0.005, 12);
    expect(learningRateAt(config, 40)).toBeCloseTo(0, 12);
  });

  it('is multiplied by the factor after every so many epochs', () => {
    const config = { ...rate, learningRateDecay: 'step' } as const;
    expect([0, 9.99, 10, 25, 30].map((time) => learningRateAt(config, time))).toEqual([
      0.01, 0.01, 0.005, 0.0025, 0.00125,
    ]);
  });
});

describe('klWeightAt', () => {
  it('is beta from the start without warm-up', () => {
    expect(klWeightAt({ beta: 4, klWarmupEpochs: 0 }, 0)).toBe(4);
  });

  it('rises linearly to beta over the warm-up, then stays', () => {
    const config = { beta: 4, klWarmupEpochs: 8 };
    expect([0, 2, 4, 8, 20].map((time) => klWeightAt(config, time))).toEqual([0, 1, 2, 4, 4]);
  });
});
