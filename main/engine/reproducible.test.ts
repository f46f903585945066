import { afterEach, describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../shared/run-config';
import type { TrainingState } from '../../shared/trainer-protocol';
import type { Engine, Step } from './engine';
import { createGraphEngine } from './graph-engine';
import { nativeTensorCount } from './graph/session';
import { tf } from './tensorflow';
import { mnistSlice } from './testing/mnist';
import { trainFor } from './testing/train-for';

const dataset = mnistSlice(330, 64);
const engines: Engine[] = [];

function engineOf(config: RunConfig): Engine {
  const engine = createGraphEngine(config, dataset);
  engines.push(engine);
  return engine;
}

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

const small = (input: RunConfigInput = {}) =>
  runConfigSchema.parse({
    encoderSizes: [24, 16],
    decoderSizes: [16, 24],
    epochs: 3,
    batchSize: 20,
    ...input,
  });

/** Trains in an engine of its own, for some steps or to the end; returns the last state. */
const trained = (config: RunConfig, resume: TrainingState | null, steps?: number) =>
  trainFor(engineOf(config), config, dataset, resume, steps);

describe.each<[string, RunConfigInput]>([
  ['float32', {}],
  ['bfloat16', { precision: 'bfloat16' }],
  ['averaged weights', { emaDecay: 0.95 }],
  ['averaged weights in bfloat16', { emaDecay: 0.95, precision: 'bfloat16' }],
  ['schedules', { learningRateDecay: 'cosine', klWarmupEpochs: 2 }],
  ['binarised pixels', { likelihood: 'binarized-bernoulli' }],
  ['convolutions', { channels: [4, 6] }],
  ['quadrants and their baseline', { conditioning: 'quadrants-1', baselineEpochs: 1 }],
])('%s', (_, input) => {
  const config = small(input);

  it('gives the same bytes when stopped and continued, however often', async () => {
    const uninterrupted = await trained(config, null);
    const early = await trained(config, null, 5);
    const late = await trained(config, early, 38);
    expect(late.epoch).toBeGreaterThanOrEqual(1);
    expect(late.stepLosses).toHaveLength(late.step * 3);
    const continued = await trained(config, late);
    expect(continued.sha256).toBe(uninterrupted.sha256);
    expect(continued.optimizerSha256).toBe(uninterrupted.optimizerSha256);
    expect(continued).toMatchObject({ epoch: 3, step: 0 });
  });
});

it('gives the same bytes when halted after the last step of an epoch', async () => {
  const config = small();
  const halted = await trained(config, null, 2 * 16);
  expect(halted).toMatchObject({ epoch: 1, step: 16 });
  const continued = await trained(config, halted);
  expect(continued.sha256).toBe((await trained(config, null)).sha256);
});

it('gives other bytes for another seed', async () => {
  const [one, two] = [
    await trained(small({ seed: 1 }), null),
    await trained(small({ seed: 2 }), null),
  ];
  expect(one.weights).not.toEqual(two.weights);
});

/** Steps like those of a run, from number `from` on. */
const stepsFrom = (from: number, count: number): Step[] =>
  Array.from({ length: count }, (_, i) => ({
    number: from + i,
    indices: Int32Array.from({ length: 20 }, (_, row) => (7 * (from + i) + row) % 330),
    learningRate: 1e-3,
    klWeight: 1,
  }));

it.each<[string, RunConfigInput]>([
  ['the seed network', {}],
  ['bfloat16 and averages', { precision: 'bfloat16', emaDecay: 0.9 }],
  ['quadrants', { conditioning: 'quadrants-1' }],
])('takes steps together as it takes them singly: %s', (_, input) => {
  const [together, singly] = [engineOf(small(input)), engineOf(small(input))];
  const losses = [0, 4, 8].flatMap((from) => [...together.steps(stepsFrom(from, 4))]);
  expect(together.stepsAtOnce).toBe(4);
  expect(losses).toEqual(stepsFrom(0, 12).flatMap((step) => [...singly.steps([step])]));
  expect(together.read()).toEqual(singly.read());
});

it('holds as many tensors after 1,000 steps as before', () => {
  const engine = engineOf(small());
  const run = (count: number) => {
    for (let number = 0; number < count; number += 5) {
      engine.steps(stepsFrom(number, 4));
      engine.steps(stepsFrom(number + 4, 1));
    }
    engine.evaluate(0, 64);
    engine.read();
  };
  run(5);
  const before = { tfjs: tf.memory().numTensors, native: nativeTensorCount() };
  run(1000);
  expect({ tfjs: tf.memory().numTensors, native: nativeTensorCount() }).toEqual(before);
});
