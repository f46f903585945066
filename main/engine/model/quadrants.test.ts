import { describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../../shared/run-config';
import { tf, type Tensor, type Tensor2D } from '../tensorflow';
import { complete, conditionalPrior, klDivergence, variationalBound } from './cvae';
import { initialWeights } from './initialization';
import { baselineLogits, seenPixels, unseenNegativeLogLikelihood } from './quadrants';

const numbers = (tensor: Tensor): number[] => [...tensor.dataSync()];
const configOf = (seen: 1 | 2 | 3) =>
  runConfigSchema.parse({
    conditioning: `quadrants-${seen}`,
    encoderSizes: [12],
    decoderSizes: [12],
    latentDimensions: 3,
  });

function model(seen: 1 | 2 | 3) {
  const config = configOf(seen);
  const weights = Object.fromEntries(
    Object.entries(initialWeights(config, 10)).map(([name, { shape, values }]) => [
      name,
      tf.tensor(values, shape),
    ]),
  );
  const pixels = Float32Array.from({ length: 2 * 784 }, (_, i) => (Math.sin(i) + 1) / 2);
  return { config, weights, images: tf.tensor2d(pixels, [2, 784]) };
}

/** The images with other pixels wherever `changed` is 1. */
const altered = (images: Tensor2D, changed: Tensor): Tensor2D =>
  tf.add(tf.mul(images, tf.sub(1, changed)), tf.mul(tf.sub(1, images), changed));

describe('seenPixels', () => {
  it.each([
    [1, [0, 0, 1, 0]],
    [2, [1, 0, 1, 0]],
    [3, [1, 1, 1, 0]],
  ] as const)('of %i quadrants are those of the reproduction', (seen, expected) => {
    const mask = numbers(seenPixels(configOf(seen)));
    const at = (row: number, column: number) => mask[row * 28 + column];
    expect([at(0, 0), at(13, 14), at(14, 13), at(27, 27)]).toEqual(expected);
    expect(mask.reduce((a, b) => a + b)).toBe(seen * 196);
  });
});

describe('a model that completes images', () => {
  it('predicts from seen pixels alone', () => {
    const { config, weights, images } = model(2);
    const unseen = tf.sub(1, seenPixels(config));
    const others = altered(images, unseen);
    expect(numbers(baselineLogits(config, weights, others))).toEqual(
      numbers(baselineLogits(config, weights, images)),
    );
    expect(numbers(conditionalPrior(config, weights, others).mean)).toEqual(
      numbers(conditionalPrior(config, weights, images).mean),
    );
    const seenChanged = altered(images, seenPixels(config));
    expect(numbers(baselineLogits(config, weights, seenChanged))).not.toEqual(
      numbers(baselineLogits(config, weights, images)),
    );
  });

  it('is judged on unseen pixels alone', () => {
    const { config, weights, images } = model(1);
    const logits: Tensor2D = tf.zeros([2, 784]);
    const nats = numbers(unseenNegativeLogLikelihood(config, logits, images));
    expect(nats[0]).toBeCloseTo(3 * 196 * Math.LN2, 3);
    const { kl } = variationalBound(
      config,
      weights,
      { images, labels: tf.tensor1d([0, 0], 'int32') },
      tf.tensor1d([1, 1], 'int32'),
    );
    expect(kl.shape).toEqual([2, 3]);
    expect(Math.min(...numbers(kl))).toBeGreaterThanOrEqual(0);
  });
});

describe('complete', () => {
  it('keeps what is seen and draws the rest', () => {
    const { config, weights, images } = model(3);
    const epsilon: Tensor2D = tf.ones([2, 3]);
    const completed = numbers(complete(config, weights, images, epsilon));
    const mask = numbers(seenPixels(config));
    const original = numbers(images);
    completed.forEach((pixel, i) => {
      if (mask[i % 784] === 1) expect(pixel).toBeCloseTo(original[i]!, 6);
    });
    const other = numbers(complete(config, weights, images, tf.neg(epsilon)));
    expect(other).not.toEqual(completed);
  });
});

describe('klDivergence', () => {
  it('agrees with numerical integration of q log(q / p)', () => {
    const [qMean, qLogVariance, pMean, pLogVariance] = [0.4, -0.8, -1, 0.5];
    const gaussian = (mean: number, logVariance: number) => ({
      mean: tf.tensor2d([[mean]]),
      logVariance: tf.tensor2d([[logVariance]]),
    });
    const logDensity = (x: number, mean: number, logVariance: number) =>
      -((x - mean) ** 2) / (2 * Math.exp(logVariance)) - (logVariance + Math.log(2 * Math.PI)) / 2;
    let expected = 0;
    const h = 1e-3;
    for (let x = -12; x < 12; x += h) {
      const q = logDensity(x, qMean, qLogVariance);
      expected += Math.exp(q) * (q - logDensity(x, pMean, pLogVariance)) * h;
    }
    const kl = klDivergence(gaussian(qMean, qLogVariance), gaussian(pMean, pLogVariance));
    expect(numbers(kl)[0]).toBeCloseTo(expected, 5);
  });
});
