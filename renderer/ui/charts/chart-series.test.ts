import { describe, expect, it } from 'vitest';
import { denseCurve, pointCurve, readBefore } from './chart-series';
import { DenseSeries } from './dense-series';

const style = { label: 'Train', colour: '--accent', look: 'line' } as const;

describe('denseCurve', () => {
  const values = new DenseSeries();
  for (const value of [10, 20, 30, 40]) values.append(value);
  const curve = denseCurve(style, values, 2);

  it('puts the last of two values an epoch at the end of the epoch', () => {
    expect(curve.points(10, { from: 0, to: 2 })).toEqual([
      { x: 0.5, y: 10 },
      { x: 1, y: 20 },
      { x: 1.5, y: 30 },
      { x: 2, y: 40 },
    ]);
    expect(curve.end).toBe(2);
  });

  it('has of a stretch its values and those next to it', () => {
    const many = new DenseSeries();
    for (let x = 1; x <= 1000; x++) many.append(x);
    const curve = denseCurve(style, many, 100);
    const drawn = curve.points(50, { from: 2, to: 2.1 }).map(({ y }) => y);
    expect(drawn).toEqual(Array.from({ length: 12 }, (_, index) => 200 + index));
    expect(curve.points(50, { from: 11, to: 12 })).toEqual([]);
  });

  it('shows the one spike of a million values, wherever it is looked at from', () => {
    const many = new DenseSeries();
    for (let x = 0; x < 1_000_000; x++) many.append(x === 777_777 ? 999 : x % 10);
    const curve = denseCurve(style, many, 1000);
    for (const stretch of [
      { from: 0, to: 1000 },
      { from: 700, to: 800 },
      { from: 777, to: 778 },
    ]) {
      const drawn = curve.points(600, stretch);
      expect(drawn.length).toBeLessThanOrEqual(2 * 605);
      const pixel = (stretch.to - stretch.from) / 600;
      const spike = drawn.find(({ y }) => y === 999);
      expect(Math.abs((spike?.x ?? NaN) - 777.778)).toBeLessThanOrEqual(pixel);
    }
  });

  it('reads the nearest value and where it is, and the last one', () => {
    expect(curve.at(1.4)).toEqual({ x: 1.5, y: 30 });
    expect(curve.at(0)).toEqual({ x: 0.5, y: 10 });
    expect(curve.at(null)).toEqual({ x: 2, y: 40 });
    expect(curve.at(2.3)).toBeNull();
    expect(denseCurve(style, new DenseSeries(), 2).at(1)).toBeNull();
  });
});

describe('pointCurve', () => {
  it('keeps lowest and highest of many points, in order', () => {
    const points = Array.from({ length: 3000 }, (_, x) => ({ x, y: x === 1234 ? 99 : x % 7 }));
    const drawn = pointCurve(style, points).points(100, { from: 0, to: 3000 });
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
    expect([0, 1.4, 1.6, 5.9, 6.1, null].map((x) => curve.at(x)?.y)).toEqual([
      100, 100, 90, 90, 80, 80,
    ]);
    expect(curve.at(1.4)?.x).toBe(1);
    expect([13.9, 14.1].map((x) => curve.at(x)?.y)).toEqual([80, undefined]);
    expect(pointCurve(style, []).at(1)).toBeNull();
  });
});

describe('readBefore', () => {
  it('reads the curve before up to where its own begins', () => {
    const before = pointCurve(style, [
      { x: 1, y: 10 },
      { x: 2, y: 20 },
      { x: 3, y: 30 },
    ]);
    const own = pointCurve(style, [{ x: 3, y: 300 }]);
    const joined = readBefore(own, before, 2);
    expect([0, 1, 2, 2.6, 3].map((x) => joined.at(x)?.y)).toEqual([10, 10, 20, 300, 300]);
    expect(readBefore(pointCurve(style, []), before, 2).at(null)?.y).toBe(30);
  });
});
