import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pixelCount } from '../../../shared/images';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../../shared/run-config';
import type { EngineState } from '../engine';
import { createGraphEngine } from '../graph-engine';
import { completesImages } from '../model/conditioning';
import { complete, decode, encode, likelihoodMean } from '../model/cvae';
import { tf, type Tensor2D } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { trainFor } from '../testing/train-for';
import { writeSavedModel } from './saved-model';
import { examplesOf, exported, stepOf } from './testing';
import { trainingStart } from './training-start';

/** A Python that has TensorFlow, if there is one. */
const python = process.env['CVAE_WORKBENCH_TENSORFLOW_PYTHON'] ?? 'python3';
const hasTensorFlow = canImportTensorFlow();

const dataset = mnistSlice(200, 50);
const stepsPerEpoch = 10;
/** From within the second epoch into the third. */
const stepsBefore = 14;
const stepsAfter = 8;

const models: Readonly<Record<string, RunConfigInput>> = {
  seed: { learningRateDecay: 'cosine', klWarmupEpochs: 3 },
  'vae-bfloat16': { conditioning: 'none', precision: 'bfloat16' },
  convolutional: { channels: [4, 8], activation: 'silu', learningRateDecay: 'step', decayEvery: 1 },
  continuous: { likelihood: 'continuous-bernoulli', activation: 'tanh' },
  binarized: { likelihood: 'binarized-bernoulli', emaDecay: 0.9 },
  quadrants: { conditioning: 'quadrants-2', latentDimensions: 5, baselineEpochs: 1 },
};

/** What a model encodes and decodes. */
interface Outputs {
  readonly encode: {
    readonly mean: readonly (readonly number[])[];
    readonly log_variance: readonly (readonly number[])[];
  };
  readonly decode: { readonly images: readonly (readonly number[])[] };
}

interface Seen {
  readonly before: Outputs;
  /** Of each step. */
  readonly losses: readonly { loss: number; reconstruction: number; kl: number }[];
  readonly after: Outputs;
}

let folder = '';
/** What the engine that the checkpoint comes from does: then, in the steps after, and after those. */
const expected: Record<string, Seen> = {};
/** What testing.py prints: the same of the exported model, in Python. */
let seen: Readonly<Record<string, Seen>> = {};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-saved-model-'));
  for (const [name, input] of Object.entries(models)) {
    expected[name] = await exportAndGoOn(configOf(input), join(folder, name));
  }
  if (!hasTensorFlow) return;
  const script = join(import.meta.dirname, 'testing.py');
  const { stdout } = await promisify(execFile)(python, [script, folder], {
    maxBuffer: 2 ** 28,
  });
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
      expect(farthest(seen[name]!.before, expected[name]!.before)).toBeLessThan(1e-4);
    },
  );

  withTensorFlow.each(Object.keys(models))(
    'becomes in Python what the run becomes here: %s',
    (name) => {
      const { losses, after } = seen[name]!;
      const tolerance = configOf(models[name]!).precision === 'bfloat16' ? 1e-2 : 2e-4;
      losses.forEach((nats, i) => {
        for (const part of ['loss', 'reconstruction', 'kl'] as const) {
          expect(nats[part] / expected[name]!.losses[i]![part]).toBeCloseTo(1, 3);
        }
      });
      expect(losses).toHaveLength(stepsAfter);
      expect(farthest(after, expected[name]!.after)).toBeLessThan(tolerance);
      expect(farthest(after, expected[name]!.before)).toBeGreaterThan(10 * tolerance);
    },
  );
});

function configOf(input: RunConfigInput): RunConfig {
  return runConfigSchema.parse({
    encoderSizes: [16],
    decoderSizes: [16],
    batchSize: 20,
    epochs: 4,
    ...input,
  });
}

/** Trains, exports the state, writes beside it what its functions are to be given, and trains on. */
async function exportAndGoOn(config: RunConfig, path: string): Promise<Seen> {
  const engine = createGraphEngine(config, dataset);
  try {
    const baselineSteps = completesImages(config) ? stepsPerEpoch * config.baselineEpochs : 0;
    const count = baselineSteps + stepsBefore;
    const state = await trainFor(engine, config, dataset, null, count);
    mkdirSync(path);
    writeSavedModel(path, config, trainingStart(exported(config, state)));

    const steps = Array.from({ length: stepsAfter }, (_, i) =>
      stepOf(config, dataset, stepsBefore + i),
    );
    const batches = steps.map((step) => examplesOf(dataset, step));
    const given = {
      encode: examplesOf(dataset, steps[0]!),
      decode: { ...examplesOf(dataset, steps[0]!), latents: latentsOf(config) },
      train_step: batches,
    };
    writeFileSync(`${path}.json`, JSON.stringify(given));
    const before = outputsOf(config, engine.read(), given.encode);
    const losses = steps.map((step) => {
      const [loss, reconstruction, kl] = engine.steps([step]);
      return { loss: loss!, reconstruction: reconstruction!, kl: kl! };
    });
    return { before, losses, after: outputsOf(config, engine.read(), given.encode) };
  } finally {
    engine.close();
  }
}

/** Latents for a batch, [batch][z]. */
const latentsOf = ({ batchSize, latentDimensions }: RunConfig): number[][] =>
  Array.from({ length: batchSize }, (_, row) =>
    Array.from({ length: latentDimensions }, (__, i) => Math.sin(row + 3 * i)),
  );

/** The posterior of a batch, and the images decoded from its latents, as plain tfjs computes them. */
function outputsOf(
  config: RunConfig,
  { weights, averages }: EngineState,
  examples: ReturnType<typeof examplesOf>,
): Outputs {
  return tf.tidy(() => {
    const tensors = Object.fromEntries(
      Object.entries(averages ?? weights).map(([name, { values, shape }]) => [
        name,
        tf.tensor(values.slice(), [...shape]),
      ]),
    );
    const images = tf.tensor2d(examples.images, [config.batchSize, pixelCount]);
    const labels = tf.tensor1d(examples.labels, 'int32');
    const { mean, logVariance } = encode(config, tensors, images, labels);
    const latents: Tensor2D = tf.tensor2d(latentsOf(config));
    const decoded = completesImages(config)
      ? complete(config, tensors, images, latents)
      : likelihoodMean(config, decode(config, tensors, latents, labels));
    return {
      encode: { mean: mean.arraySync(), log_variance: logVariance.arraySync() },
      decode: { images: decoded.arraySync() },
    };
  });
}

/** The largest difference between numbers of two models' outputs. */
function farthest(a: Outputs, b: Outputs): number {
  const numbers = ({ encode: { mean, log_variance }, decode: { images } }: Outputs) =>
    [mean, log_variance, images].flat(2);
  const others = numbers(b);
  expect(numbers(a)).toHaveLength(others.length);
  return numbers(a).reduce((most, value, i) => Math.max(most, Math.abs(value - others[i]!)), 0);
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
