import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixelCount } from '../../../shared/images';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../../shared/run-config';
import { complete, decode, encode, likelihoodMean } from '../model/cvae';
import { completesImages } from '../model/conditioning';
import { initialWeights } from '../model/initialization';
import { tf, type Rank, type Tensor2D } from '../tensorflow';
import { writeSavedModel } from './saved-model';
import { newStart } from './training-start';

/** A Python that has TensorFlow, if there is one. */
const python = process.env['CVAE_WORKBENCH_TENSORFLOW_PYTHON'] ?? 'python3';
const hasTensorFlow = canImportTensorFlow();

const models: Readonly<Record<string, RunConfigInput>> = {
  seed: {},
  'vae-bfloat16': { conditioning: 'none', precision: 'bfloat16' },
  convolutional: { channels: [4, 8], activation: 'silu' },
  continuous: { likelihood: 'continuous-bernoulli', activation: 'tanh' },
  binarized: { likelihood: 'binarized-bernoulli', emaDecay: 0.9 },
  quadrants: { conditioning: 'quadrants-2', latentDimensions: 5 },
};

/** What testing.py prints of a model. */
interface Seen {
  readonly mean: readonly (readonly number[])[];
  readonly decoded: readonly number[];
  readonly firstDecoded: readonly number[];
  readonly losses: readonly [number, number, number];
  readonly moved: number;
}

let folder = '';
let seen: Readonly<Record<string, Seen>> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-saved-model-'));
  for (const [name, input] of Object.entries(models)) {
    const config = configOf(input);
    mkdirSync(join(folder, name));
    writeSavedModel(join(folder, name), config, newStart(config, initialWeights(config, 10)));
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(config));
  }
  if (!hasTensorFlow) return;
  const script = join(import.meta.dirname, 'testing.py');
  const { stdout } = await promisify(execFile)(python, [script, folder]);
  seen = JSON.parse(stdout) as Record<string, Seen>;
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

describe('a checkpoint as a SavedModel', () => {
  it('is a graph and the files of its variables', () => {
    expect(readdirSync(join(folder, 'seed')).sort()).toEqual(['saved_model.pb', 'variables']);
    expect(readdirSync(join(folder, 'seed', 'variables')).sort()).toEqual([
      'variables.data-00000-of-00001',
      'variables.index',
    ]);
  });

  const withTensorFlow = it.skipIf(!hasTensorFlow);

  withTensorFlow.each(Object.keys(models))(
    'computes in Python what it computes here: %s',
    (name) => {
      const { mean, decoded, firstDecoded } = seen[name]!;
      const expected = computedHere(configOf(models[name]!));
      expect(decoded).toEqual([7, pixelCount]);
      expect(farthest(firstDecoded, expected.decoded)).toBeLessThan(1e-4);
      expect(farthest(mean.flat(), expected.mean)).toBeLessThan(1e-4);
    },
  );

  withTensorFlow.each(Object.keys(models))('trains in Python: %s', (name) => {
    const { losses, moved } = seen[name]!;
    expect(losses[2]).toBeLessThan(losses[0]);
    expect(moved).toBeGreaterThan(0);
  });
});

function configOf(input: RunConfigInput): RunConfig {
  return runConfigSchema.parse({
    encoderSizes: [16],
    decoderSizes: [16],
    batchSize: 20,
    ...input,
  });
}

/** Posterior means of three gray images with the labels 0 to 2, and the image at the origin with label 0. */
function computedHere(config: RunConfig) {
  return tf.tidy(() => {
    const weights = Object.fromEntries(
      Object.entries(initialWeights(config, 10)).map(([name, { values, shape }]) => [
        name,
        tf.tensor(values, shape),
      ]),
    );
    const images: Tensor2D = tf.fill([3, pixelCount], 0.25);
    const { mean } = encode(config, weights, images, tf.tensor1d([0, 1, 2], 'int32'));
    const latents = tf.zeros<Rank.R2>([3, config.latentDimensions]);
    const labels = tf.tensor1d([0, 1, 2], 'int32');
    const decoded = completesImages(config)
      ? complete(config, weights, images, latents)
      : likelihoodMean(config, decode(config, weights, latents, labels));
    return {
      mean: [...mean.dataSync()],
      decoded: [...decoded.dataSync()].slice(0, pixelCount),
    };
  });
}

function farthest(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), 0);
}

function canImportTensorFlow(): boolean {
  try {
    const find = "import importlib.util as u; exit(u.find_spec('tensorflow') is None)";
    execFileSync(python, ['-c', find], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
