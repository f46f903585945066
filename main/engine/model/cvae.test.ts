import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigInput } from '../../../shared/run-config';
import { tf, type Scalar, type Tensor, type Tensor1D, type Tensor2D } from '../tensorflow';
import {
  decode,
  elbo,
  encode,
  klFromStandardNormal,
  likelihoodMean,
  variationalBound,
  type Batch,
} from './cvae';
import { initialWeights } from './initialization';

const n = 6;

function model(input: RunConfigInput, classes = 10) {
  const config = runConfigSchema.parse({ encoderSizes: [16], decoderSizes: [16], ...input });
  const weights = Object.fromEntries(
    Object.entries(initialWeights(config, classes)).map(([name, { shape, values }]) => [
      name,
      tf.tensor(values, shape),
    ]),
  );
  const pixels = Float32Array.from({ length: n * 784 }, (_, i) => (Math.sin(i) + 1) / 2);
  const batch: Batch = {
    images: tf.tensor2d(pixels, [n, 784]),
    labels: tf.tensor1d([0, 1, 2, 3, 4, 5], 'int32'),
  };
  return { config, weights, batch };
}

const seed = (step: number): Tensor1D => tf.tensor1d([1, step], 'int32');
const numbers = (tensor: Tensor): number[] => [...tensor.dataSync()];
const number = (tensor: Tensor): number => tensor.dataSync()[0]!;

describe('encode and decode', () => {
  it.each<[string, RunConfigInput]>([
    ['dense', {}],
    ['dense without labels', { conditioning: 'none' }],
    ['one convolution', { channels: [3] }],
    ['two convolutions', { channels: [3, 5], latentDimensions: 7 }],
  ])('map images to latents and back: %s', (_, input) => {
    const { config, weights, batch } = model(input);
    const { mean, logVariance } = encode(config, weights, batch.images, batch.labels);
    expect(mean.shape).toEqual([n, config.latentDimensions]);
    expect(logVariance.shape).toEqual([n, config.latentDimensions]);
    const logits = decode(config, weights, mean, batch.labels);
    expect(logits.shape).toEqual([n, 784]);
    const pixels = numbers(likelihoodMean(config, logits));
    expect(Math.min(...pixels)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...pixels)).toBeLessThanOrEqual(1);
  });

  it.each([
    ['label', false],
    ['none', true],
  ] as const)('heed the label only where the model is told it: %s', (conditioning, same) => {
    const { config, weights } = model({ conditioning });
    const latents: Tensor2D = tf.ones([2, 2]);
    const logits = decode(config, weights, latents, tf.tensor1d([3, 7], 'int32'));
    const [three, seven] = tf.unstack(logits).map(numbers);
    expect(three!.every((value, i) => value === seven![i])).toBe(same);
  });

  it.each([1, 2, 47])('take any number of classes, %i of them', (classes) => {
    const { config, weights } = model({}, classes);
    const latents: Tensor2D = tf.ones([1, 2]);
    const last = decode(config, weights, latents, tf.tensor1d([classes - 1], 'int32'));
    const code = Array.from({ length: classes }, (_, i) => Number(i === classes - 1));
    expect(numbers(last)).toEqual(numbers(decode(config, weights, latents, tf.tensor2d([code]))));
  });
});

describe('klFromStandardNormal', () => {
  it('agrees with numerical integration of q log(q / p)', () => {
    const means = [0, 0.5, -2];
    const logVariances = [0, -1, 0.7];
    const kl = klFromStandardNormal({
      mean: tf.tensor2d([means]),
      logVariance: tf.tensor2d([logVariances]),
    });
    const expected = means.map((mean, i) => {
      const deviation = Math.exp(logVariances[i]! / 2);
      let sum = 0;
      const h = 1e-3;
      for (let x = mean - 12 * deviation; x < mean + 12 * deviation; x += h) {
        const u = (x - mean) / deviation;
        const logRatio = (-u * u) / 2 - Math.log(deviation) + (x * x) / 2;
        sum += (Math.exp((-u * u) / 2) / (deviation * Math.sqrt(2 * Math.PI))) * logRatio * h;
      }
      return sum;
    });
    numbers(kl).forEach((value, i) => expect(value).toBeCloseTo(expected[i]!, 5));
  });
});

describe('elbo', () => {
  const weightOf = (value: number): Scalar => tf.scalar(value);

  it('is the mean reconstruction plus the weighted KL', () => {
    const { config, weights, batch } = model({});
    const parts = elbo(config, weights, batch, seed(0), weightOf(0.25));
    const bound = variationalBound(config, weights, batch, seed(0));
    expect(number(parts.reconstruction)).toBeCloseTo(number(tf.mean(bound.reconstruction)), 3);
    expect(number(parts.kl)).toBeCloseTo(number(tf.sum(bound.kl)) / n, 5);
    expect(numbers(parts.klPerDimension)).toHaveLength(2);
    expect(number(parts.loss)).toBeCloseTo(
      number(parts.reconstruction) + 0.25 * number(parts.kl),
      3,
    );
  });

  it('does not reward KL below the free bits of a dimension', () => {
    const { config, weights, batch } = model({ freeBits: 3 });
    const parts = elbo(config, weights, batch, seed(0), weightOf(1));
    expect(Math.max(...numbers(parts.klPerDimension))).toBeLessThan(3);
    expect(number(parts.loss)).toBeCloseTo(number(parts.reconstruction) + 2 * 3, 3);
  });

  it('draws the same noise for the same seed, and other noise for another', () => {
    const { config, weights, batch } = model({ likelihood: 'binarized-bernoulli' });
    const loss = (step: number) =>
      number(elbo(config, weights, batch, seed(step), weightOf(1)).loss);
    expect(loss(1)).toBe(loss(1));
    expect(loss(1)).not.toBe(loss(2));
  });
});
