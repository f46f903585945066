import { describe, expect, it } from 'vitest';
import { linear, spherical } from '../../shared/latent-paths';
import { walk } from './walk';

const a = Float32Array.of(2, 0, 0);
const b = Float32Array.of(0, 2, 0);
const length = (latent: Float32Array) => Math.hypot(...latent);

describe('spherical', () => {
  it('keeps the length and turns evenly', () => {
    for (const t of [0, 0.25, 0.5, 0.75, 1]) {
      const latent = spherical(a, b, t);
      expect(length(latent)).toBeCloseTo(2, 5);
      expect(Math.atan2(latent[1]!, latent[0]!)).toBeCloseTo((t * Math.PI) / 2, 5);
    }
  });

  it('goes straight where there is no single arc', () => {
    const opposite = a.map((value) => -value);
    expect([...spherical(a, opposite, 0.25)]).toEqual([...linear(a, opposite, 0.25)]);
    expect([...spherical(a, a, 0.5)]).toEqual([...a]);
    expect([...spherical(new Float32Array(3), b, 0.5)]).toEqual([0, 1, 0]);
    expect([...spherical(Float32Array.of(-1), Float32Array.of(2), 0.5)]).toEqual([0.5]);
  });
});

describe('walk', () => {
  it('goes from a to b in even steps, both included', () => {
    expect([...walk(a, b, 3, 'linear')]).toEqual([2, 0, 0, 1, 1, 0, 0, 2, 0]);
    expect(walk(a, b, 5, 'spherical')).toHaveLength(15);
    expect([...walk(a, b, 1, 'linear')]).toEqual([...a]);
  });
});
