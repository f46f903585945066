import { describe, expect, it } from 'vitest';
import { shiftBy, shiftTo, zoomBetween, zoomBy } from './zoom';

const whole = { from: 0, to: 100 };

describe('zoomBetween', () => {
  it('takes the two ends in either order, and no more than there is', () => {
    expect(zoomBetween(30, 20, whole)).toEqual({ from: 20, to: 30 });
    expect(zoomBetween(90, 140, whole)).toEqual({ from: 90, to: 100 });
    expect(zoomBetween(-5, 120, whole)).toBeNull();
    expect(zoomBetween(20, 20, whole)).toBeNull();
  });
});

describe('zoomBy', () => {
  it('leaves what is under the pointer where it is', () => {
    expect(zoomBy(0.5, 25, whole, whole)).toEqual({ from: 12.5, to: 62.5 });
    expect(zoomBy(0.5, 0, whole, whole)).toEqual({ from: 0, to: 50 });
  });

  it('ends at the whole, and at a hundred-thousandth of it', () => {
    expect(zoomBy(4, 50, { from: 40, to: 60 }, whole)).toEqual({ from: 10, to: 90 });
    expect(zoomBy(10, 50, { from: 40, to: 60 }, whole)).toBeNull();
    const smallest = zoomBy(1e-9, 50, whole, whole)!;
    expect(smallest.to - smallest.from).toBeCloseTo(0.001, 9);
    expect(zoomBy(0.5, 50, smallest, whole)).not.toBeNull();
  });

  it('does not lead beyond the ends', () => {
    expect(zoomBy(2, 5, { from: 0, to: 20 }, whole)).toEqual({ from: 0, to: 40 });
    expect(zoomBy(2, 100, { from: 90, to: 100 }, whole)).toEqual({ from: 80, to: 100 });
  });
});

describe('shifting', () => {
  it('stops at the ends', () => {
    const shown = { from: 20, to: 40 };
    expect(shiftBy(10, shown, whole)).toEqual({ from: 30, to: 50 });
    expect(shiftBy(-90, shown, whole)).toEqual({ from: 0, to: 20 });
    expect(shiftBy(90, shown, whole)).toEqual({ from: 80, to: 100 });
  });

  it('brings an x into sight', () => {
    const shown = { from: 20, to: 40 };
    expect(shiftTo(30, shown, whole)).toEqual(shown);
    expect(shiftTo(45, shown, whole)).toEqual({ from: 25, to: 45 });
    expect(shiftTo(15, shown, whole)).toEqual({ from: 15, to: 35 });
  });
});
