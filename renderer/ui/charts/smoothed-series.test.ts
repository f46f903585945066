import { describe, expect, it } from 'vitest';
import { DenseSeries } from './dense-series';
import { SmoothedSeries } from './smoothed-series';

const append = (series: DenseSeries, ...values: readonly number[]) => {
  for (const value of values) series.append(value);
};
const all = (series: DenseSeries) => Array.from({ length: series.length }, (_, i) => series.at(i));

describe('SmoothedSeries', () => {
  it('is the values themselves over a span of 1', () => {
    const source = new DenseSeries();
    append(source, 4, 8, 6);
    expect(all(new SmoothedSeries(source).refresh(1))).toEqual([4, 8, 6]);
  });

  it('averages over the span once there are ten times as many values', () => {
    const source = new DenseSeries();
    append(source, ...Array.from({ length: 400 }, () => 10), 50);
    const smoothed = all(new SmoothedSeries(source).refresh(20));
    expect(smoothed[399]).toBeCloseTo(10, 6);
    expect(smoothed[400]).toBeCloseTo(10 + 40 / 20, 5);
  });

  it('keeps close to a steep beginning', () => {
    const source = new DenseSeries();
    append(source, ...Array.from({ length: 100 }, (_, i) => 1000 / (i + 1)));
    const smoothed = all(new SmoothedSeries(source).refresh(1000));
    for (const index of [5, 20, 50, 99]) {
      expect(smoothed[index]! / source.at(index)).toBeLessThan(1.2);
    }
  });

  it('gives the same whether values come at once or one by one', () => {
    const values = Array.from({ length: 500 }, (_, i) => (i * 37) % 91);
    const live = new DenseSeries();
    const followed = new SmoothedSeries(live);
    for (const value of values) {
      append(live, value);
      followed.refresh(20);
    }
    const whole = new DenseSeries();
    append(whole, ...values);
    expect(all(followed.refresh(20))).toEqual(all(new SmoothedSeries(whole).refresh(20)));
  });

  it('starts over when its source went back, even to the same length', () => {
    const source = new DenseSeries();
    const smoothed = new SmoothedSeries(source);
    append(source, 1, 2, 3);
    smoothed.refresh(1);
    source.truncate(1);
    append(source, 20, 30);
    expect(all(smoothed.refresh(1))).toEqual([1, 20, 30]);
  });

  it('passes over missing values', () => {
    const source = new DenseSeries();
    append(source, 5, NaN, 5);
    const [first, missing, last] = all(new SmoothedSeries(source).refresh(3));
    expect([first, last]).toEqual([5, 5]);
    expect(missing).toBeNaN();
  });
});
