import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ExportedModel } from '../../../shared/export-protocol';
import { checkpointIdSchema } from '../../../shared/ids';
import { pixelCount } from '../../../shared/images';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../../shared/run-config';
import type { TrainingState } from '../../../shared/trainer-protocol';
import type { Engine } from '../engine';
import { createGraphEngine } from '../graph-engine';
import { intensities } from '../gray-levels';
import { completesImages } from '../model/conditioning';
import { epochOrder } from '../random-streams';
import { tf, type NamedTensorMap } from '../tensorflow';
import { mnistSlice } from '../testing/mnist';
import { trainFor } from '../testing/train-for';
import { exportModel } from './export';
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
  ['halved learning rate', { learningRateDecay: 'step', decayEvery: 1 }],
  ['averaged weights', { emaDecay: 0.9 }],
  ['quadrants', { conditioning: 'quadrants-1', baselineEpochs: 1 }],
])('trains on as the run would have: %s', async (name, input) => {
  const config = configOf(input);
  const engine = engineOf(config);
  const baselineSteps = completesImages(config) ? stepsPerEpoch : 0;
  const state = await trainFor(engine, config, dataset, null, baselineSteps + 14);
  expect(state).toMatchObject({ epoch: 1, step: 4 });
  const start = trainingStart(exported(config, state));
  expect(start.steps).toBe(14);

  const path = join(folder, name);
  mkdirSync(path);
  expect(exportModel({ model: exported(config, state), folder: path })).toEqual({ kind: 'done' });
  const model = await tf.node.loadSavedModel(path, ['serve'], 'train_step');
  const order = epochOrder(config.seed, 2, dataset.trainCount);
  const { learningRate, klWeight } = start;
  for (let number = 14; number < 17; number++) {
    const from = (number - stepsPerEpoch) * batchSize;
    const indices = order.subarray(from, from + batchSize);
    const losses = engine.steps([{ number, indices, learningRate, klWeight }]);
    const theirs = tf.tidy(() => {
      const { images, labels } = batchOf(indices);
      const given = config.conditioning === 'label' ? { images, labels } : { images };
      const outputs = model.predict(given) as NamedTensorMap;
      return ['loss', 'reconstruction', 'kl'].map((part) => outputs[part]!.dataSync()[0]!);
    });
    theirs.forEach((nats, i) => expect(nats / losses[i]!).toBeCloseTo(1, 5));
  }
  model.dispose();
});

it('goes on under the learning rate and KL weight of the next step', async () => {
  const config = configOf({ learningRateDecay: 'step', decayEvery: 1, klWarmupEpochs: 4 });
  const state = await trainFor(engineOf(config), config, dataset, null, 14);
  const start = trainingStart(exported(config, state));
  expect(start.learningRate).toBeCloseTo(0.005);
  expect(start.klWeight).toBeCloseTo(1.4 / 4);
});

it('goes on at the configured learning rate when the run is done', async () => {
  const config = configOf({ learningRateDecay: 'cosine', epochs: 1 });
  const state = await trainFor(engineOf(config), config, dataset, null);
  expect(trainingStart(exported(config, state))).toMatchObject({ steps: 10, learningRate: 0.01 });
});

it('begins anew with the weights where the rest is not kept', async () => {
  const config = configOf({ learningRateDecay: 'step', decayEvery: 1 });
  const engine = engineOf(config);
  const state = await trainFor(engine, config, dataset, null, 14);
  const start = trainingStart({ ...exported(config, state), training: null });
  expect(start).toMatchObject({ steps: 0, learningRate: 0.01, klWeight: 1 });
  expect(start.state.weights).toEqual(engine.read().weights);
  for (const { values } of Object.values(start.state.secondMoments)) {
    expect(Math.max(...values)).toBe(0);
  }
});

function exported(config: RunConfig, state: TrainingState): ExportedModel {
  const checkpoint = checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');
  const { weights, sha256, ...training } = state;
  return { checkpoint, config, weights, sha256, training };
}

function batchOf(indices: Int32Array) {
  const rows = Array.from(indices, (example) =>
    intensities(dataset.trainImages.subarray(example * pixelCount, (example + 1) * pixelCount)),
  );
  return {
    images: tf.tensor2d(
      rows.flatMap((row) => [...row]),
      [batchSize, pixelCount],
    ),
    labels: tf.tensor1d(
      indices.map((example) => dataset.trainLabels[example]!),
      'int32',
    ),
  };
}
