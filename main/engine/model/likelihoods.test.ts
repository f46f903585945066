import { describe, expect, it } from 'vitest';
import type { Likelihood } from '../../../shared/run-config';
import { tf, type Tensor, type Tensor2D } from '../tensorflow';
import { likelihoodMean, negativeLogLikelihood } from './likelihoods';

const logits = [-30, -8, -2, -0.6, -0.49, -0.1, -1e-3, 0, 1e-4, 0.2, 0.499, 0.51, 1, 5, 12, 40];

/** -log p(pixel | logit) of single pixels. */
function nats(likelihood: Likelihood, at: readonly number[], pixels: readonly number[]): number[] {
  const column = (values: readonly number[]) => tf.tensor2d([...values], [values.length, 1]);
  return tf.tidy(() => [
    ...negativeLogLikelihood(likelihood, column(at), column(pixels)).dataSync<'float32'>(),
  ]);
}

function means(likelihood: Likelihood, at: readonly number[]): number[] {
  return tf.tidy(() => [
    ...likelihoodMean(likelihood, tf.tensor2d([...at], [at.length, 1])).dataSync<'float32'>(),
  ]);
}

/** Composite Simpson over 0..1. */
function integral(f: (x: number) => number): number {
  const intervals = 20_000;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) {
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * f(i / intervals);
  }
  return sum / (3 * intervals);
}

/** lambda^x (1 - lambda)^(1 - x), with lambda = sigmoid(a). */
const unnormalised = (a: number) => (x: number) =>
  Math.exp(a * x - Math.max(a, 0) - Math.log1p(Math.exp(-Math.abs(a))));

describe('bernoulli', () => {
  it('is the cross-entropy with the logit', () => {
    for (const x of [0, 0.3, 1]) {
      const expected = logits.map((a) => {
        const lambda = 1 / (1 + Math.exp(-a));
        return -x * Math.log(lambda) - (1 - x) * Math.log1p(-lambda);
      });
      const actual = nats('bernoulli', logits, Array<number>(logits.length).fill(x));
      expected.forEach((value, i) => {
        // Where 1 - sigmoid rounds to 0 the formula of the books has no value; ours does.
        if (Number.isFinite(value)) expect(actual[i]).toBeCloseTo(value, 4);
        expect(actual[i]).toBeGreaterThanOrEqual(0);
      });
    }
  });

  it('stays finite for logits of any size', () => {
    expect(nats('bernoulli', [1e4, -1e4], [0, 1])).toEqual([1e4, 1e4]);
  });

  it('sums over pixels', () => {
    const sum = tf.tidy(() => {
      const a = tf.tensor2d([logits, logits.map((x) => x / 2)]);
      return [...negativeLogLikelihood('bernoulli', a, tf.zerosLike(a)).dataSync<'float32'>()];
    });
    const zeros = Array<number>(logits.length).fill(0);
    const parts = [logits, logits.map((x) => x / 2)].map((at) => nats('bernoulli', at, zeros));
    parts.forEach((values, i) =>
      expect(sum[i]).toBeCloseTo(
        values.reduce((a, b) => a + b),
        3,
      ),
    );
  });
});

describe('continuous bernoulli', () => {
  it('is a density: its normaliser agrees with numerical integration', () => {
    const x = 0.3;
    const actual = nats('continuous-bernoulli', logits, Array<number>(logits.length).fill(x));
    logits.forEach((a, i) => {
      const normalised = unnormalised(a)(x) / integral(unnormalised(a));
      const expected = -Math.log(normalised);
      expect(Math.abs(actual[i]! - expected)).toBeLessThan(1e-5 * Math.max(1, Math.abs(expected)));
    });
  });

  it('has the mean that numerical integration gives', () => {
    const actual = means('continuous-bernoulli', logits);
    logits.forEach((a, i) => {
      const expected = integral((x) => x * unnormalised(a)(x)) / integral(unnormalised(a));
      expect(Math.abs(actual[i]! - expected)).toBeLessThan(1e-6);
    });
  });
});

describe.each(['bernoulli', 'binarized-bernoulli', 'continuous-bernoulli'] as const)(
  '%s',
  (likelihood) => {
    it('has the derivative that finite differences give', () => {
      const pixels = logits.map((_, i) => (i % 3) / 2);
      const gradient = tf.tidy(() => {
        const x = tf.tensor2d(pixels, [pixels.length, 1]);
        const loss = (a: Tensor) => tf.sum(negativeLogLikelihood(likelihood, a as Tensor2D, x));
        return [
          ...tf
            .grad(loss)(tf.tensor2d(logits, [logits.length, 1]))
            .dataSync<'float32'>(),
        ];
      });
      const h = 0.05;
      const below = nats(
        likelihood,
        logits.map((a) => a - h),
        pixels,
      );
      const above = nats(
        likelihood,
        logits.map((a) => a + h),
        pixels,
      );
      gradient.forEach((value, i) =>
        expect(Math.abs(value - (above[i]! - below[i]!) / (2 * h))).toBeLessThan(2e-4),
      );
    });

    it('has a mean within 0..1 that rises with the logit', () => {
      const actual = means(likelihood, logits);
      expect(actual.every((mean, i) => i === 0 || mean >= actual[i - 1]!)).toBe(true);
      expect(Math.min(...actual)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...actual)).toBeLessThanOrEqual(1);
    });
  },
);
