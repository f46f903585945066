import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../../shared/run-config';
import type { Engine } from '../engine';
import { createGraphEngine } from '../graph-engine';
import { completesImages } from '../model/conditioning';
import { tf, type NamedTensorMap } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { trainFor } from '../testing/train-for';
import { exportModel } from './export';
import { examplesOf, exported, stepOf } from './testing';
import { trainingStart } from './training-start';

/** What a checkpoint is exported with besides its weights, against the run that it came from. */
const dataset = mnistSlice(200, 50);
const batchSize = 20;
const stepsPerEpoch = 10;

let folder = '';
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'cvae-training-start-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const engines: Engine[] = [];
afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

function engineOf(config: RunConfig): Engine {
  const engine = createGraphEngine(config, dataset);
  engines.push(engine);
  return engine;
}

const configOf = (input: RunConfigInput): RunConfig =>
  runConfigSchema.parse({
    encoderSizes: [24],
    decoderSizes: [24],
    learningRate: 0.01,
    epochs: 4,
    batchSize,
    ...input,
  });

it.each<[string, RunConfigInput]>([
  ['the seed network', {}],
  ['bfloat16', { precision: 'bfloat16' }],
  ['averaged weights', { emaDecay: 0.9 }],
  ['quadrants', { conditioning: 'quadrants-1', baselineEpochs: 1 }],
  ['stepwise learning rate', { learningRateDecay: 'step', decayEvery: 1 }],
  ['cosine and warm-up', { learningRateDecay: 'cosine', klWarmupEpochs: 3 }],
])('trains on as the run would have: %s', async (name, input) => {
  const config = configOf(input);
  const engine = engineOf(config);
  const baselineSteps = completesImages(config) ? stepsPerEpoch : 0;
  const state = await trainFor(engine, config, dataset, null, baselineSteps + 14);
  expect(state).toMatchObject({ epoch: 1, step: 4 });
  expect(trainingStart(exported(config, state))).toMatchObject({ steps: 14, stepsPerEpoch });

  const path = join(folder, name);
  mkdirSync(path);
  expect(exportModel({ model: exported(config, state), folder: path })).toEqual({ kind: 'done' });
  const model = await tf.node.loadSavedModel(path, ['serve'], 'train_step');
  // Where 24 bits differ in the last, rounding to 8 may make more of it.
  const digits = config.precision === 'bfloat16' ? 3 : 4;
  // To the run's end, and a step beyond.
  for (let number = 14; number <= 40; number++) {
    const step = stepOf(config, dataset, number);
    const losses = engine.steps([step]);
    const theirs = tf.tidy(() => {
      const { images, labels } = examplesOf(dataset, step);
      const given = {
        images: tf.tensor2d(images),
        ...(config.conditioning === 'label' && { labels: tf.tensor1d(labels, 'int32') }),
      };
      const outputs = model.predict(given) as NamedTensorMap;
      return ['loss', 'reconstruction', 'kl'].map((part) => outputs[part]!.dataSync()[0]!);
    });
    theirs.forEach((nats, i) => expect(nats / losses[i]!).toBeCloseTo(1, digits));
  }
  model.dispose();
});

it('has no schedule left when the run is done', async () => {
  const config = configOf({ learningRateDecay: 'cosine', epochs: 1 });
  const state = await trainFor(engineOf(config), config, dataset, null);
  const start = trainingStart(exported(config, state));
  expect(start).toMatchObject({ steps: 10, stepsPerEpoch: null });
});

it('begins anew with the weights where the rest is not kept', async () => {
  const config = configOf({ learningRateDecay: 'step', decayEvery: 1 });
  const engine = engineOf(config);
  const state = await trainFor(engine, config, dataset, null, 14);
  const start = trainingStart({ ...exported(config, state), training: null });
  expect(start).toMatchObject({ steps: 0, stepsPerEpoch: null });
  expect(start.state.weights).toEqual(engine.read().weights);
  for (const { values } of Object.values(start.state.secondMoments)) {
    expect(Math.max(...values)).toBe(0);
  }
});
