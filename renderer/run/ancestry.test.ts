import { describe, expect, it } from 'vitest';
import { joinAncestors } from './ancestry';
import { metricsOf } from './testing';

const stepsOf = (value: number, ...epochs: readonly number[]) =>
  epochs.map((epoch) => ({ epoch, losses: new Float32Array(2 * 3).fill(value) }));

describe('joinAncestors', () => {
  it('has of each run what came before the next one branched off', () => {
    const first = { steps: stepsOf(1, 1, 2, 3, 4), metrics: [1, 2, 3, 4].map(metricsOf), until: 2 };
    const second = { steps: stepsOf(2, 3, 4, 5), metrics: [3, 4, 5].map(metricsOf), until: 4 };
    const { history, metrics, until } = joinAncestors([first, second], 2, 3);
    const losses = Array.from({ length: history.length }, (_, index) =>
      history.objective.at(index),
    );
    expect(losses).toEqual([1, 1, 1, 1, 2, 2, 2, 2]);
    expect(metrics.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
    expect(until).toBe(4);
  });

  it('leaves missing what a run that is gone had measured', () => {
    const known = { steps: stepsOf(2, 3), metrics: [metricsOf(3)], until: 3 };
    const { history } = joinAncestors([known], 2, 3);
    expect(history.length).toBe(6);
    expect(history.objective.at(3)).toBeNaN();
    expect(history.objective.at(4)).toBe(2);
  });
});
