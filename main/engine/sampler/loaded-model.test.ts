import { describe, expect, it } from 'vitest';
import { standardNormals } from '../../../shared/random';
import { runConfigSchema, type RunConfigInput } from '../../../shared/run-config';
import type { CheckpointWeights, SamplerReply } from '../../../shared/sampler-protocol';
import { encodeSafetensors, sha256Hex } from '../checkpoint';
import { mnistSlice } from '../testing/mnist';
import { decode, encode, likelihoodMean } from '../model/cvae';
import { initialWeights, type TensorValues } from '../model/initialization';
import { tf } from '../tensorflow';
import { Job } from './job';
import { loadModel } from './loaded-model';
import type { Model } from './model';
import { checkpointIds } from './testing';

const [checkpoint] = checkpointIds;
const count = 250;

const architectures: Record<string, RunConfigInput> = {
  dense: {},
  'without labels': { conditioning: 'none', likelihood: 'continuous-bernoulli' },
  convolutional: {
    channels: [8, 16],
    encoderSizes: [32],
    decoderSizes: [32],
    latentDimensions: 20,
    activation: 'silu',
  },
};

function checkpointOf(input: RunConfigInput) {
  const config = runConfigSchema.parse(input);
  const tensors = initialWeights(config, 10);
  const weights = encodeSafetensors(tensors, {});
  return { config, tensors, weights: { checkpoint, config, weights, sha256: sha256Hex(weights) } };
}

const labels = Uint8Array.from({ length: count }, (_, i) => i % 10);
const { testImages } = mnistSlice(0, count);
const latentsOf = (model: Model) => standardNormals(7, count * model.latentDimensions);

function work(model: Model, job: Job): SamplerReply {
  for (;;) {
    const answer = job.advance(model);
    if (answer !== null) return answer;
  }
}

const request = { id: 1, checkpoint };

function decodeAll(model: Model, from = 0, to = count): Uint8Array {
  const z = model.latentDimensions;
  const latents = latentsOf(model).subarray(from * z, to * z);
  const job = new Job({ ...request, kind: 'decode', labels: labels.subarray(from, to), latents });
  const answer = work(model, job);
  if (answer.kind !== 'decoded') throw new Error(answer.kind);
  return answer.pixels;
}

function encodeAll(model: Model, from = 0, to = count) {
  const images = testImages.subarray(from * 784, to * 784);
  const job = new Job({ ...request, kind: 'encode', labels: labels.subarray(from, to), images });
  const answer = work(model, job);
  if (answer.kind !== 'encoded') throw new Error(answer.kind);
  return answer;
}

/** Entry `i` of the one-hot codes [count, 10] of the labels, each raised by some. */
const oneHot = (i: number, raised: number) =>
  i % 10 === (labels[Math.floor(i / 10)]! + raised) % 10 ? 1 : 0;

describe.each(Object.entries(architectures))('a loaded model, %s', (_name, input) => {
  const { config, tensors, weights } = checkpointOf(input);

  it('decodes a mixture of one label as the label, and of two as neither', () => {
    const model = loadModel(weights);
    const latents = latentsOf(model);
    const mixed = (share: number): Uint8Array => {
      const conditions = Float32Array.from(
        { length: count * 10 },
        (_, i) => share * oneHot(i, 0) + (1 - share) * oneHot(i, 5),
      );
      const job = new Job({ ...request, kind: 'decode', labels, conditions, latents });
      const answer = work(model, job);
      if (answer.kind !== 'decoded') throw new Error(answer.kind);
      return answer.pixels;
    };
    const [whole, half] = [mixed(1), mixed(0.5)];
    expect(whole).toEqual(decodeAll(model));
    expect(half.some((level, i) => level !== whole[i])).toBe(model.classes > 0);
    model.dispose();
  });

  it('decodes as the model does, in gray levels', () => {
    const model = loadModel(weights);
    const expected = tf.tidy(() => {
      const tensorsOf = Object.fromEntries(
        Object.entries(tensors).map(([name, { shape, values }]) => [
          name,
          tf.tensor(values, shape),
        ]),
      );
      const z = tf.tensor2d(latentsOf(model), [count, config.latentDimensions]);
      const y = tf.tensor1d(Int32Array.from(labels), 'int32');
      const x = tf.tensor2d(
        Float32Array.from(testImages, (level) => level / 255),
        [count, 784],
      );
      return [
        likelihoodMean(config, decode(config, tensorsOf, z, y)),
        encode(config, tensorsOf, x, y).logVariance,
      ];
    });
    const [intensities, logVariance] = expected.map((tensor) => tensor.dataSync<'float32'>());
    tf.dispose(expected);

    const pixels = decodeAll(model);
    expect(pixels.every((level, i) => Math.abs(level - 255 * intensities![i]!) < 0.501)).toBe(true);
    const encoded = encodeAll(model);
    expect(encoded.logVariance).toHaveLength(count * config.latentDimensions);
    expect(encoded.logVariance.every((value, i) => Math.abs(value - logVariance![i]!) < 1e-5)).toBe(
      true,
    );
    model.dispose();
  });

  it('gives an image the same bytes whatever it is asked for with', () => {
    const model = loadModel(weights);
    const pixels = decodeAll(model);
    const { mean } = encodeAll(model);
    const z = config.latentDimensions;
    for (const [from, to] of [
      [0, 1],
      [99, 101],
      [37, 250],
      [249, 250],
    ] as const) {
      const same = Buffer.compare(
        decodeAll(model, from, to),
        pixels.subarray(from * 784, to * 784),
      );
      expect(same).toBe(0);
      expect(encodeAll(model, from, to).mean).toEqual(mean.subarray(from * z, to * z));
    }
    const again = loadModel(weights);
    expect(Buffer.compare(decodeAll(again), pixels)).toBe(0);
    model.dispose();
    again.dispose();
  });

  it('says its size, and leaves no tensor behind', () => {
    const before = tf.memory().numTensors;
    const model = loadModel(weights);
    expect(model.bytes).toBeGreaterThan(0.95 * weights.weights.length);
    expect(model.bytes).toBeLessThan(weights.weights.length);
    expect(model.classes).toBe(config.conditioning === 'label' ? 10 : 0);
    decodeAll(model);
    encodeAll(model);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('refuses weights that are not those that were stored', () => {
  const { weights } = checkpointOf({});
  const flipped = Uint8Array.from(weights.weights);
  flipped.set([(flipped.at(-1) ?? 0) ^ 1], flipped.length - 1);
  expect(() => loadModel({ ...weights, weights: flipped })).toThrow(
    expect.objectContaining({ kind: 'database-damaged' }) as Error,
  );
});

describe('weights that contradict their configuration', () => {
  const claimed = (input: RunConfigInput, changes: Partial<CheckpointWeights> = {}) => {
    const { weights } = checkpointOf({});
    return () => loadModel({ ...weights, config: runConfigSchema.parse(input), ...changes });
  };
  const encoded = (change: (tensors: Record<string, TensorValues>) => void) => {
    const { tensors } = checkpointOf({});
    change(tensors);
    const weights = encodeSafetensors(tensors, {});
    return { weights, sha256: sha256Hex(weights) };
  };

  it.each([
    [
      'more latent dimensions than inputs',
      claimed({ latentDimensions: 256 }),
      /\[794, 512\].*\[785, 512\]/,
    ],
    [
      'no labels',
      claimed({ conditioning: 'none' }),
      /encoder\.0\.kernel has the shape \[794, 512\]/,
    ],
    ['another layer', claimed({ encoderSizes: [512, 256, 128] }), /encoder\.2\.kernel is missing/],
    [
      'one layer less',
      claimed({ decoderSizes: [256] }),
      /likelihood\.logits\.kernel has the shape/,
    ],
    ['convolutions', claimed({ channels: [8] }), /convolution/],
    ['other classes', claimed({}, { classes: 12 }), /\[794, 512\].*\[796, 512\]/],
    [
      'tensors of something else',
      claimed(
        {},
        encoded((tensors) => (tensors['hidden'] = { shape: [1], values: new Float32Array(1) })),
      ),
      /this configuration has no hidden/,
    ],
    [
      'values that are no numbers',
      claimed(
        {},
        encoded((tensors) => tensors['posterior.mean.bias']!.values.fill(NaN, 1)),
      ),
      /posterior\.mean\.bias has values that are no numbers/,
    ],
  ])('are refused before they are used: %s', (_, load, message) => {
    expect(load).toThrow(
      expect.objectContaining({
        kind: 'invalid-input',
        message: expect.stringMatching(message) as string,
      }),
    );
  });

  it('are taken where they fit, with the classes that are claimed', () => {
    claimed({}, { classes: 10 })().dispose();
  });
});
