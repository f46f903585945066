import { describe, expect, it } from 'vitest';
import { StepHistory, stepsPerEpochOf } from './step-history';

/** Losses of steps whose loss is its number, reconstruction ten times and KL a hundred times that. */
const lossesOf = (...steps: readonly number[]) =>
  Float32Array.from(steps.flatMap((step) => [step, step * 10, step * 100]));
const raw = (history: StepHistory) =>
  Array.from({ length: history.length }, (_, index) => history.objective.at(index));

describe('StepHistory', () => {
  it('joins stored epochs and what comes in live', () => {
    const history = new StepHistory(3, 2);
    history.write({ epoch: 1, step: 3, losses: lossesOf(1, 2, 3) });
    history.write({ epoch: 2, step: 1, losses: lossesOf(4) });
    history.write({ epoch: 2, step: 3, losses: lossesOf(5, 6) });
    expect(raw(history)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(history.reconstruction.raw.at(4)).toBe(50);
    expect(history.kl.raw.at(5)).toBe(600);
  });

  it('has the loss as the test has it, whatever was minimised', () => {
    const history = new StepHistory(1, 4);
    // With free bits or a KL warm-up what is minimised is not reconstruction + beta * KL.
    history.write({ epoch: 1, step: 1, losses: Float32Array.of(999, 100, 5) });
    expect(history.objective.at(0)).toBe(999);
    expect(history.loss.raw.at(0)).toBe(120);
  });

  it('leaves the steps before a branch missing', () => {
    const history = new StepHistory(4, 2);
    history.write({ epoch: 1, step: 3, losses: lossesOf(3) });
    expect(raw(history)).toEqual([NaN, NaN, 3]);
  });

  it('forgets what came after the point to which a run went back', () => {
    const history = new StepHistory(2, 2);
    history.write({ epoch: 1, step: 2, losses: lossesOf(1, 2) });
    history.write({ epoch: 2, step: 2, losses: lossesOf(3, 4) });
    history.write({ epoch: 2, step: 1, losses: lossesOf(33) });
    expect(raw(history)).toEqual([1, 2, 33]);
  });

  it('refuses a block that would begin before the run', () => {
    expect(() =>
      new StepHistory(9, 2).write({ epoch: 1, step: 1, losses: lossesOf(1, 2) }),
    ).toThrow();
  });
});

describe('stepsPerEpochOf', () => {
  const config = { trainLimit: 0, batchSize: 100 };

  it('is what finished epochs had', () => {
    const stored = [{ epoch: 1, losses: lossesOf(1, 2, 3) }];
    expect(stepsPerEpochOf(config, stored, 1)).toBe(3);
  });

  it('is expected from the configuration while the first epoch runs', () => {
    const stored = [{ epoch: 1, losses: lossesOf(1, 2, 3) }];
    expect(stepsPerEpochOf(config, stored, 0)).toBe(600);
    expect(stepsPerEpochOf({ trainLimit: 250, batchSize: 100 }, [], 0)).toBe(2);
  });
});
