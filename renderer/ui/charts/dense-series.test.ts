import { describe, expect, it } from 'vitest';
import { DenseSeries } from './dense-series';

const seriesOf = (values: Iterable<number>): DenseSeries => {
  const series = new DenseSeries();
  for (const value of values) series.append(value);
  return series;
};

/** A slow wave with noise, the same each time. */
const wave = (count: number) =>
  Float32Array.from({ length: count }, (_, i) => Math.sin(i / 5000) * 10 + ((i * 7919) % 101) / 50);

describe('DenseSeries', () => {
  it('finds the extremes of any stretch', () => {
    const values = wave(5000);
    const series = seriesOf(values);
    for (const [from, to] of [
      [0, 5000],
      [1, 64],
      [63, 65],
      [64, 128],
      [100, 4321],
    ] as const) {
      const stretch = values.subarray(from, to);
      expect(series.extremes(from, to)).toEqual({
        low: Math.min(...stretch),
        high: Math.max(...stretch),
      });
    }
  });

  it('keeps every value when there are few', () => {
    expect(seriesOf([3, NaN, 1]).thinned(10)).toEqual([
      { x: 0, y: 3 },
      { x: 2, y: 1 },
    ]);
  });

  it('keeps the one spike of many values', () => {
    const values = wave(300_000);
    values[123_456] = 999;
    const points = seriesOf(values).thinned(500);
    expect(points.length).toBeLessThanOrEqual(1000);
    const spike = points.find(({ y }) => y === 999);
    expect(spike?.x).toBeGreaterThan(123_456 - 600);
    expect(spike?.x).toBeLessThan(123_456 + 600);
  });

  it('samples evenly, the last value included', () => {
    const series = seriesOf(Float32Array.from({ length: 1000 }, (_, i) => i));
    const points = series.sampled(4);
    expect(points.map(({ x }) => x)).toEqual([249, 499, 749, 999]);
    expect(points.every(({ x, y }) => x === y)).toBe(true);
    expect(seriesOf([NaN, 5]).sampled(10)).toEqual([{ x: 1, y: 5 }]);
  });

  it('draws a falling curve as falling throughout', () => {
    const points = seriesOf(Float32Array.from({ length: 10_000 }, (_, i) => 1e4 - i)).thinned(50);
    for (let i = 1; i < points.length; i++) {
      expect(points[i]!.y).toBeLessThan(points[i - 1]!.y);
    }
  });

  it('forgets the end, extremes included, and grows on from there', () => {
    const series = seriesOf([...wave(1000), 5000]);
    series.truncate(900);
    expect(series.length).toBe(900);
    expect(series.at(900)).toBeNaN();
    series.append(7);
    expect(series.at(900)).toBe(7);
    expect(series.extremes(0, 901).high).toBeLessThan(100);
  });
});
