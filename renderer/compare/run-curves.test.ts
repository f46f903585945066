import { describe, expect, it } from 'vitest';
import type { Axis } from '../../shared/comparisons';
import type { EpochMetrics } from '../../shared/metrics';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import { curveMeasures, curveNames, runCurves } from './run-curves';

function run(config: RunConfigInput, ...seconds: number[]) {
  return {
    detail: { name: 'A', config: runConfigSchema.parse(config) } as unknown as RunDetail,
    metrics: seconds.map(
      (each, i) =>
        ({
          epoch: i + 1,
          seconds: each,
          testReconstruction: 100 - i,
          testKl: 1,
        }) as unknown as EpochMetrics,
    ),
    colour: 3,
    trainCount: 60_000,
  };
}

const xs = (axis: Axis, ...given: Parameters<typeof run>): number[] =>
  runCurves(curveMeasures[0]!, axis, [run(...given)])[0]!
    .points(1000, { from: 0, to: Infinity })
    .map(({ x }) => x);

describe('runCurves', () => {
  it('lays epochs out by number, step or seconds', () => {
    expect(xs('epochs', {}, 2, 3)).toEqual([1, 2]);
    expect(xs('steps', {}, 2, 3)).toEqual([600, 1200]);
    expect(xs('steps', { trainLimit: 1050, batchSize: 100 }, 2, 3)).toEqual([10, 20]);
    expect(xs('seconds', {}, 2, 3)).toEqual([2, 5]);
  });
});

describe('curveNames', () => {
  it('tells runs of the same name apart, and cuts long ones', () => {
    expect(curveNames(['A', 'B', 'A', 'A'])).toEqual(['A', 'B', 'A (2)', 'A (3)']);
    const [name] = curveNames(['A name that goes on for longer than there is room']);
    expect(name).toHaveLength(24);
    expect(name).toBe('A name t…n there is room');
  });
});
