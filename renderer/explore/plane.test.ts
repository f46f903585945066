import { describe, expect, it } from 'vitest';
import {
  cellCentre,
  laneAt,
  laneCentre,
  laneUnit,
  linearScale,
  manifoldLatents,
  manifoldGrid,
  nearestPoint,
  normalScale,
  placed,
  reachOf,
} from './plane';

const axes = { across: 2, up: 0 };

describe('scales', () => {
  it.each([linearScale(3), normalScale])('lead there and back', (scale) => {
    for (const value of [-2.5, -0.3, 0, 1, 2]) {
      expect(scale.toValue(scale.toUnit(value))).toBeCloseTo(value, 3);
    }
    expect(scale.toUnit(0)).toBeCloseTo(0.5, 6);
  });
});

describe('cellCentre', () => {
  it('stays in the plane', () => {
    const centres = [-0.1, 0, 0.049, 0.051, 1, 1.2].map((unit) => cellCentre(unit, 20));
    expect(centres).toEqual([0.025, 0.025, 0.025, 0.075, 0.975, 0.975]);
  });
});

describe('manifoldGrid', () => {
  it.each([
    [100, { cells: 14, scale: 1 }],
    [588, { cells: 20, scale: 1 }],
    [783, { cells: 20, scale: 1 }],
    [784, { cells: 14, scale: 2 }],
    [890, { cells: 15, scale: 2 }],
    [1120, { cells: 20, scale: 2 }],
    [1780, { cells: 20, scale: 3 }],
  ])('fills %i device pixels', (room, grid) => {
    expect(manifoldGrid(room)).toEqual(grid);
  });
});

describe('manifoldLatents', () => {
  const latents = manifoldLatents(Float32Array.of(9, 0.5, 9), axes, 20);
  const cell = (row: number, column: number) => {
    const from = (row * 20 + column) * 3;
    return [...latents.subarray(from, from + 3)];
  };

  it('rises to the right and upwards, by quantiles, and keeps the other dimensions', () => {
    expect(latents).toHaveLength(1200);
    const [low, high] = [normalScale.toValue(0.025), normalScale.toValue(0.975)];
    expect(cell(0, 0)).toEqual([...Float32Array.of(high, 0.5, low)]);
    expect(cell(19, 19)).toEqual([...Float32Array.of(low, 0.5, high)]);
  });

  it('varies along one side only for a single dimension', () => {
    const line = manifoldLatents(Float32Array.of(0), { across: 0, up: null }, 20);
    expect(line).toHaveLength(20);
    expect(new Set(line).size).toBe(20);
  });
});

describe('lanes', () => {
  it('hold the points of a label each, from the top down', () => {
    for (const label of [0, 4, 9]) {
      const units = [0, 1, 2, 1234].map((point) => laneUnit(label, 10, point));
      expect(new Set(units).size).toBe(4);
      expect(units.map((unit) => laneAt(unit, 10))).toEqual([label, label, label, label]);
    }
    expect(laneAt(laneCentre(3, 10), 10)).toBe(3);
    expect(laneUnit(0, 10, 7)).toBeGreaterThan(laneUnit(1, 10, 7));
  });
});

describe('points in the plane', () => {
  const points = Float32Array.of(1, 50, 0, -4.2, 50, 1);

  it('decide how far it reaches', () => {
    expect(reachOf(points, 3, axes)).toEqual({ reach: 5, beyond: 0 });
    expect(reachOf(new Float32Array(3), 3, axes)).toEqual({ reach: 3, beyond: 0 });
    expect(reachOf(new Float32Array(0), 3, axes)).toEqual({ reach: 3, beyond: 0 });
  });

  it('do not crowd each other for the sake of one in 200', () => {
    const many = new Float32Array(400).fill(3.5);
    many[7] = -9;
    many[100] = 9;
    expect(reachOf(many, 1, { across: 0, up: null })).toEqual({ reach: 4, beyond: 2 });
    many[200] = 9;
    expect(reachOf(many, 1, { across: 0, up: null })).toEqual({ reach: 9, beyond: 0 });
    expect(linearScale(4).toUnit(-9)).toBe(0);
  });

  it('are found when near enough', () => {
    expect(nearestPoint(points, 3, axes, [0.1, 1], 0.2)).toBe(0);
    expect(nearestPoint(points, 3, axes, [1, -4], 0.3)).toBe(1);
    expect(nearestPoint(points, 3, axes, [3, 3], 0.2)).toBeNull();
  });

  it('placed: moves a copy', () => {
    const latent = Float32Array.of(1, 2, 3);
    expect([...placed(latent, axes, 7, 8)]).toEqual([8, 2, 7]);
    expect([...latent]).toEqual([1, 2, 3]);
  });
});
