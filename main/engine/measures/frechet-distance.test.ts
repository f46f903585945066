import { Matrix } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { standardNormals } from '../../../shared/random';
import { frechetDistance, momentsOf, type Moments } from './frechet-distance';

const moments = (mean: number[], covariance: number[][]): Moments => ({
  mean: Float32Array.from(mean),
  covariance: new Matrix(covariance),
});

/** Normal draws [count, 2] with these means, standard deviations and correlation. */
function draws(seed: number, count: number, [m1, m2]: number[], [s1, s2]: number[], rho: number) {
  const noise = standardNormals(seed, 2 * count);
  return Float32Array.from({ length: 2 * count }, (_, i) => {
    const [a, b] = [noise[i - (i % 2)]!, noise[i - (i % 2) + 1]!];
    return i % 2 === 0 ? m1! + s1! * a : m2! + s2! * (rho * a + Math.sqrt(1 - rho ** 2) * b);
  });
}

describe('the Fréchet distance', () => {
  it('is 0 between equal distributions, singular ones too', () => {
    const a = moments(
      [1, 2],
      [
        [2, 0.5],
        [0.5, 1],
      ],
    );
    expect(frechetDistance(a, a)).toBeCloseTo(0, 10);
    const flat = moments(
      [1, 2],
      [
        [4, 2],
        [2, 1],
      ],
    );
    expect(frechetDistance(flat, flat)).toBeCloseTo(0, 6);
  });

  it('is that of the closed form for covariances that commute', () => {
    // |m|^2 + sum (s1 - s2)^2 with standard deviations 1, 2 and 3, 5.
    const a = moments(
      [0, 0],
      [
        [1, 0],
        [0, 4],
      ],
    );
    const b = moments(
      [3, -4],
      [
        [9, 0],
        [0, 25],
      ],
    );
    expect(frechetDistance(a, b)).toBeCloseTo(25 + 4 + 9, 10);
    expect(frechetDistance(b, a)).toBeCloseTo(25 + 4 + 9, 10);
  });

  it('is that of the closed form in two dimensions for covariances that do not', () => {
    const [a, b] = [
      new Matrix([
        [2, 0.8],
        [0.8, 1],
      ]),
      new Matrix([
        [1, -0.3],
        [-0.3, 3],
      ]),
    ];
    // The trace of a 2 x 2 matrix's root is sqrt(trace + 2 sqrt(determinant)).
    const product = a.mmul(b);
    const determinant =
      product.get(0, 0) * product.get(1, 1) - product.get(0, 1) * product.get(1, 0);
    const traceOfRoot = Math.sqrt(product.trace() + 2 * Math.sqrt(determinant));
    const mean = new Float32Array(2);
    expect(frechetDistance({ mean, covariance: a }, { mean, covariance: b })).toBeCloseTo(
      a.trace() + b.trace() - 2 * traceOfRoot,
      10,
    );
  });

  it('takes moments from samples', () => {
    const { mean, covariance } = momentsOf(draws(3, 50_000, [1, -2], [2, 0.5], 0.6), 2);
    expect(mean[0]).toBeCloseTo(1, 1);
    expect(mean[1]).toBeCloseTo(-2, 1);
    expect(covariance.get(0, 0)).toBeCloseTo(4, 1);
    expect(covariance.get(0, 1)).toBeCloseTo(0.6, 1);
    expect(covariance.get(1, 1)).toBeCloseTo(0.25, 1);
    // Exactly, of two points: the mean, and half of the squared difference.
    const two = momentsOf(Float32Array.of(0, 0, 2, 4), 2);
    expect([...two.mean]).toEqual([1, 2]);
    expect(two.covariance.to1DArray()).toEqual([2, 4, 4, 8]);
  });
});
