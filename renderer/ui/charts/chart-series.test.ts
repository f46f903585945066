import { describe, expect, it } from 'vitest';
import { denseCurve, pointCurve } from './chart-series';
import { DenseSeries } from './dense-series';

const style = { label: 'Train', colour: '--accent', look: 'line' } as const;

describe('denseCurve', () => {
  const values = new DenseSeries();
  for (const value of [10, 20, 30, 40]) values.append(value);
  const curve = denseCurve(style, values, 2);

  it('puts the last of two values an epoch at the end of the epoch', () => {
    expect(curve.points(10)).toEqual([
      { x: 0.5, y: 10 },
      { x: 1, y: 20 },
      { x: 1.5, y: 30 },
      { x: 2, y: 40 },
    ]);
    expect(curve.end).toBe(2);
  });

  it('reads the nearest value, at the ends too', () => {
    expect(curve.at(1.4)).toBe(30);
    expect(curve.at(-3)).toBe(10);
    expect(curve.at(Infinity)).toBe(40);
    expect(denseCurve(style, new DenseSeries(), 2).at(1)).toBeNull();
  });
});

describe('pointCurve', () => {
  it('keeps lowest and highest of many points, in order', () => {
    const points = Array.from({ length: 3000 }, (_, x) => ({ x, y: x === 1234 ? 99 : x % 7 }));
    const drawn = pointCurve(style, points).points(300);
    expect(drawn.length).toBeLessThanOrEqual(200);
    expect(drawn).toContainEqual({ x: 1234, y: 99 });
    expect(drawn.map(({ x }) => x)).toEqual(drawn.map(({ x }) => x).sort((a, b) => a - b));
  });

  it('reads the nearest of uneven points', () => {
    const curve = pointCurve(style, [
      { x: 1, y: 100 },
      { x: 2, y: 90 },
      { x: 10, y: 80 },
    ]);
    expect([0, 1.4, 1.6, 5.9, 6.1, Infinity].map((x) => curve.at(x))).toEqual([
      100, 100, 90, 90, 80, 80,
    ]);
    expect(pointCurve(style, []).at(1)).toBeNull();
  });
});
