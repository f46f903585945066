import { describe, expect, it } from 'vitest';
import type { EpochMetrics } from '../../shared/metrics';
import { klCsv, klMap, orderDimensions } from './kl-map';
import { metricsOf } from './testing';

const measured = (epoch: number, ...kl: readonly number[]): EpochMetrics => ({
  ...metricsOf(epoch),
  klPerDimension: Float32Array.from(kl),
});
const metrics = [measured(1, 0, 1, 3), measured(2, 0.5, 1, 2), measured(4, 0.25, 1.5, 1)];

describe('orderDimensions', () => {
  it('goes by number, or by the last KL', () => {
    expect(orderDimensions('number', metrics[2])).toEqual([0, 1, 2]);
    expect(orderDimensions('kl', metrics[2])).toEqual([1, 2, 0]);
    expect(orderDimensions('kl', undefined)).toEqual([]);
  });
});

describe('klMap', () => {
  it('has a column for every epoch, empty where none was measured', () => {
    const { values, stretch } = klMap(metrics, [2, 0], { from: 0, to: 4 })!;
    expect(stretch).toEqual({ from: 0, to: 4 });
    expect([values.rows, values.columns]).toEqual([2, 4]);
    expect([0, 1, 2, 3].map((column) => values.at(0, column))).toEqual([3, 2, NaN, 1]);
    expect(values.at(1, 3)).toBe(0.25);
  });

  it('has the epochs that reach into what is shown', () => {
    expect(klMap(metrics, [0], { from: 1.2, to: 1.8 })!.stretch).toEqual({ from: 1, to: 2 });
    expect(klMap(metrics, [0], { from: 1, to: 3.5 })!.stretch).toEqual({ from: 1, to: 4 });
    expect(klMap(metrics, [0], { from: 2, to: 3 })).toBeNull();
  });
});

describe('klCsv', () => {
  it('gives every value exactly', () => {
    const [head, first] = klCsv([measured(1, 0.1, 2)]).split('\n');
    expect(head).toBe('epoch,active_units,kl_z1,kl_z2');
    expect(first!.split(',').map(Number)).toEqual([1, 2, Math.fround(0.1), 2]);
  });
});
