import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigInput } from '../../../shared/run-config';
import { createEagerEngine } from '../eager-engine';
import { mnistSlice } from '../testing/mnist';
import { tf } from '../tensorflow';
import type { Weights } from './layers';
import { reconstruct } from './reconstruct';

const count = 30;
const dataset = mnistSlice(50, count);
const pixels = Float32Array.from(dataset.testImages, (level) => level / 255);
const sizes = { encoderSizes: [16], decoderSizes: [16], latentDimensions: 3 };

/** With a posterior that narrow, what is drawn from it is its mean. */
const logVarianceOfHardlyAny = -60;

/** The eager engine's weights, with a narrow posterior and prior, and what it measures by them. */
function evaluated(input: RunConfigInput) {
  const config = runConfigSchema.parse({ ...sizes, ...input });
  const engine = createEagerEngine(config, dataset);
  const state = engine.read();
  const weights = Object.fromEntries(
    Object.entries(state.weights).map(([name, { shape, values }]) => {
      if (!/\.log_variance\./.test(name)) return [name, { shape, values }];
      const bias = name.endsWith('bias') ? logVarianceOfHardlyAny : 0;
      return [name, { shape, values: values.map(() => bias) }];
    }),
  );
  engine.write({ ...state, weights });
  const measured = engine.evaluate(0, count);
  engine.close();
  return { config, weights, measured };
}

function reconstructed({ config, weights }: ReturnType<typeof evaluated>) {
  const made = tf.tidy(() => {
    const tensors: Weights = Object.fromEntries(
      Object.entries(weights).map(([name, { shape, values }]) => [
        name,
        tf.tensor(values, [...shape]),
      ]),
    );
    const images = tf.tensor2d(pixels, [count, 784]);
    const labels = tf.tensor1d(Int32Array.from(dataset.testLabels), 'int32');
    const {
      images: rebuilt,
      reconstruction,
      kl,
    } = reconstruct(config, tensors, { images, labels });
    return [rebuilt, reconstruction, kl ?? tf.zeros([0])];
  });
  const [images, reconstruction, kl] = made.map((tensor) => [...tensor.dataSync<'float32'>()]);
  tf.dispose(made);
  return { images: images!, reconstruction: reconstruction!, kl: kl! };
}

/** Of the images' pixels that count: nats, [count]. */
const crossEntropies = (images: readonly number[], counts: (pixel: number) => boolean) =>
  Array.from({ length: count }, (_, image) => {
    let sum = 0;
    for (let i = image * 784; i < (image + 1) * 784; i++) {
      if (!counts(i)) continue;
      sum -= pixels[i]! * Math.log(images[i]!) + (1 - pixels[i]!) * Math.log1p(-images[i]!);
    }
    return sum;
  });

const near = (values: readonly number[]) =>
  values.map((value) => expect.closeTo(value, 2) as number);

describe.each<[string, RunConfigInput]>([
  ['with labels', {}],
  ['without labels, of densities', { conditioning: 'none', likelihood: 'continuous-bernoulli' }],
  ['convolutional', { channels: [4] }],
])('reconstructions, %s', (_name, input) => {
  it('cost what the eager engine says of the posterior’s mean', () => {
    const given = evaluated(input);
    const { reconstruction, kl } = reconstructed(given);
    expect(reconstruction).toEqual(near([...given.measured.reconstruction]));
    const z = given.config.latentDimensions;
    const sums = Array.from({ length: count }, (_, image) =>
      given.measured.kl.subarray(image * z, (image + 1) * z).reduce((sum, nats) => sum + nats, 0),
    );
    expect(kl).toEqual(near(sums));
  });
});

describe('reconstructions of pixels that are drawn', () => {
  it('cost the cross-entropy of gray levels, which is the mean over the draws', () => {
    const given = evaluated({ likelihood: 'binarized-bernoulli' });
    const { images, reconstruction } = reconstructed(given);
    expect(reconstruction).toEqual(near(crossEntropies(images, () => true)));
  });
});

describe('completions', () => {
  it('cost the cross-entropy of what is not seen, and no KL', () => {
    const given = evaluated({ conditioning: 'quadrants-2' });
    const { images, reconstruction, kl } = reconstructed(given);
    const isSeen = (pixel: number): boolean => pixel % 28 < 14;
    expect(reconstruction).toEqual(near(crossEntropies(images, (pixel) => !isSeen(pixel))));
    expect(kl).toEqual([]);
    expect(images.every((value, i) => !isSeen(i) || value === pixels[i])).toBe(true);
  });
});
