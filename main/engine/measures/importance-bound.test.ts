import { describe, expect, it } from 'vitest';
import { pixelCount } from '../../../shared/images';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../../shared/run-config';
import { intensities } from '../gray-levels';
import { decode, encode } from '../model/cvae';
import { initialWeights } from '../model/initialization';
import type { Weights } from '../model/layers';
import { negativeLogLikelihood } from '../model/likelihoods';
import type { LabelledImages } from '../data/idx';
import { tf, type Tensor1D, type Tensor2D } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { importanceBound } from './importance-bound';

const { testImages: image, testLabels: label } = mnistSlice(1, 1);

/** One image many times: what is drawn for it differs, so the mean comes close to the expectation. */
const repeated = (times: number): LabelledImages => ({
  images: Uint8Array.from({ length: times * pixelCount }, (_, i) => image[i % pixelCount]!),
  labels: new Uint8Array(times).fill(label[0]!),
});

const goOn = (): Promise<void> => Promise.resolve();

interface TinyModel {
  readonly config: RunConfig;
  readonly weights: Weights;
}

/** A model with a latent of one dimension that matters: decoders as they start out hardly look at it. */
function tinyModel(changes: RunConfigInput = {}): TinyModel {
  const sizes = { latentDimensions: 1, encoderSizes: [8], decoderSizes: [8] };
  const config = runConfigSchema.parse({ ...sizes, ...changes });
  const weights = Object.entries(initialWeights(config, 10)).map(([name, { shape, values }]) => {
    const scale = /^decoder|^likelihood/.test(name) ? 2 : 1;
    return [
      name,
      tf.tensor(
        values.map((x) => scale * x),
        shape,
      ),
    ] as const;
  });
  return { config, weights: Object.fromEntries(weights) };
}

/** log p(x | y) and the ELBO of the image, as sums over a fine grid of latents. */
function integrals({ config, weights }: TinyModel): { logLikelihood: number; elbo: number } {
  const step = 0.002;
  const grid = Float32Array.from({ length: 10_001 }, (_, i) => -10 + i * step);
  const normal = (z: number, mean: number, logVariance: number): number =>
    -0.5 * (Math.log(2 * Math.PI) + logVariance + (z - mean) ** 2 / Math.exp(logVariance));
  const [nats, mean, logVariance] = tf.tidy(() => {
    const x: Tensor2D = tf.tensor2d(intensities(image), [1, pixelCount]);
    const labels = (n: number): Tensor1D => tf.tensor1d(new Int32Array(n).fill(label[0]!), 'int32');
    const latents = tf.tensor2d(grid, [grid.length, 1]);
    const logits = decode(config, weights, latents, labels(grid.length));
    const posterior = encode(config, weights, x, labels(1));
    return [
      negativeLogLikelihood(config.likelihood, logits, x).dataSync<'float32'>(),
      posterior.mean.dataSync<'float32'>()[0]!,
      posterior.logVariance.dataSync<'float32'>()[0]!,
    ];
  });
  const joint = Array.from(nats, (value, i) => normal(grid[i]!, 0, 0) - value);
  const greatest = Math.max(...joint);
  const sum = joint.reduce((all, log) => all + Math.exp(log - greatest) * step, 0);
  const elbo = joint.reduce((all, log, i) => {
    const logQ = normal(grid[i]!, mean, logVariance);
    return all + Math.exp(logQ) * (log - logQ) * step;
  }, 0);
  return { logLikelihood: greatest + Math.log(sum), elbo };
}

const boundOf = ({ config, weights }: TinyModel, samples: number, times: number) =>
  importanceBound(config, weights, repeated(times), samples, goOn);

describe('the importance-weighted bound', () => {
  it.each([{}, { likelihood: 'continuous-bernoulli' }, { conditioning: 'none' }] as const)(
    'rises with the number of latents from the ELBO to log p(x), as found by integration: %j',
    async (changes) => {
      const model = tinyModel(changes);
      const { elbo, logLikelihood } = integrals(model);
      const one = await boundOf(model, 1, 3000);
      const three = await boundOf(model, 3, 1500);
      const most = await boundOf(model, 5000, 4);
      expect(one.bound).toBeCloseTo(one.elbo, 9);
      expect(Math.abs(one.bound - elbo)).toBeLessThan(3 * one.standardError);
      expect(elbo).toBeLessThan(three.bound - 3 * three.standardError);
      expect(three.bound + 3 * three.standardError).toBeLessThan(most.bound);
      expect(Math.abs(most.bound - logLikelihood)).toBeLessThan(0.05);
    },
  );

  it('bounds what completes an image by its own prior', async () => {
    const model = tinyModel({ conditioning: 'quadrants-2' });
    const [few, many] = [await boundOf(model, 1, 400), await boundOf(model, 500, 4)];
    expect(many.bound).toBeGreaterThan(few.bound);
    // Half of the pixels are predicted.
    const whole = await boundOf(tinyModel(), 500, 4);
    expect(many.bound).toBeGreaterThan(whole.bound);
  });

  it('draws binarised pixels once, and the same each time', async () => {
    const model = tinyModel({ likelihood: 'binarized-bernoulli' });
    expect(await boundOf(model, 20, 3)).toEqual(await boundOf(model, 20, 3));
  });

  it('tells how far it is, gives up when told to, and leaves no tensor behind', async () => {
    const model = tinyModel();
    const before = tf.memory().numTensors;
    const shares: number[] = [];
    const stopped = importanceBound(model.config, model.weights, repeated(3), 5000, (share) => {
      shares.push(share);
      return share < 0.5 ? Promise.resolve() : Promise.reject(new Error('enough'));
    });
    await expect(stopped).rejects.toThrow('enough');
    expect(shares.at(-1)).toBeGreaterThanOrEqual(0.5);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(tf.memory().numTensors).toBe(before);
  });
});
