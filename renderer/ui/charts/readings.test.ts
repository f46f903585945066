import { describe, expect, it } from 'vitest';
import { denseCurve, pointCurve } from './chart-series';
import { DenseSeries } from './dense-series';
import { nearestValue, readingsAt, whereRead } from './readings';

const steps = new DenseSeries();
for (let step = 1; step <= 40; step++) steps.append(200 - step);
const train = denseCurve({ label: 'Train', colour: '--run-0', look: 'line' }, steps, 10);
const test = pointCurve({ label: 'Test', colour: '--run-1', look: 'points' }, [
  { x: 1, y: 190 },
  { x: 2, y: 180 },
  { x: 3, y: 170 },
]);
const epoch = (x: number) => `epoch ${Number(x.toFixed(2))}`;
const read = (x: number | null) => readingsAt(x, [train, test], String);

describe('readings', () => {
  it('say of which epoch a value is that was not measured where it is read', () => {
    expect(read(3.1).map(({ value }) => value)).toEqual(['169', '170']);
    expect(whereRead(3.1, read(3.1), epoch)).toBe('epoch 3.1 · Test of epoch 3');
    expect(whereRead(3, read(3), epoch)).toBe('epoch 3');
  });

  it('have none where a curve has ended, and the last values where nothing is read', () => {
    expect(read(3.8).map(({ value }) => value)).toEqual(['162', '–']);
    expect(whereRead(3.8, read(3.8), epoch)).toBe('epoch 3.8');
    expect(read(null).map(({ value }) => value)).toEqual(['160', '170']);
  });

  it('are taken where values are', () => {
    expect(nearestValue(1.4, [test])).toBe(1);
    expect(nearestValue(1.44, [train, test])).toBe(1.4);
    expect(nearestValue(1.44, [])).toBe(1.44);
  });
});
