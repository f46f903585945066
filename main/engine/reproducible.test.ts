import { afterEach, describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../shared/run-config';
import type { TrainingState } from '../../shared/trainer-protocol';
import type { Engine } from './engine';
import { createGraphEngine } from './graph-engine';
import { nativeTensorCount } from './graph/session';
import { tf } from './tensorflow';
import { mnistSlice } from './testing/mnist';
import { train } from './train';

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

/** Trains in an engine of its own, up to a step of an epoch or to the end; returns the last state. */
async function trained(
  config: RunConfig,
  resume: TrainingState | null,
  haltAt?: { epoch: number; step: number },
): Promise<TrainingState> {
  const engine = engineOf(config);
  const halt = new AbortController();
  const interrupted: Engine =
    haltAt === undefined ? engine : haltingAt(engine, halt, haltAt, resume);
  let last: TrainingState | null = null;
  const halted = await train(interrupted, {
    config,
    dataset,
    resume,
    halt: halt.signal,
    onProgress: () => undefined,
    onEpoch: ({ state }) => (last = state),
  });
  return halted ?? last!;
}

/** The engine, but a halt is asked for while it does the given step. */
function haltingAt(
  engine: Engine,
  halt: AbortController,
  { epoch, step }: { epoch: number; step: number },
  resume: TrainingState | null,
): Engine {
  const steps = Math.floor(dataset.trainCount / 20);
  const last = (epoch - 1) * steps + step - 1;
  expect(last).toBeGreaterThanOrEqual((resume?.epoch ?? 0) * steps + (resume?.step ?? 0));
  return {
    step(one) {
      if (one.number === last) halt.abort();
      return engine.step(one);
    },
    evaluate: (from, to) => engine.evaluate(from, to),
    decode: (latents, labels) => engine.decode(latents, labels),
    read: () => engine.read(),
    write: (state) => engine.write(state),
    close: () => engine.close(),
  };
}

describe.each<[string, RunConfigInput]>([
  ['float32', {}],
  ['bfloat16', { precision: 'bfloat16' }],
  ['averaged weights', { emaDecay: 0.95 }],
  ['averaged weights in bfloat16', { emaDecay: 0.95, precision: 'bfloat16' }],
  ['schedules', { learningRateDecay: 'cosine', klWarmupEpochs: 2 }],
  ['binarised pixels', { likelihood: 'binarized-bernoulli' }],
  ['convolutions', { channels: [4, 6] }],
])('%s', (_, input) => {
  const config = small(input);

  it('gives the same bytes when stopped and continued, however often', async () => {
    const uninterrupted = await trained(config, null);
    const inTheFirstEpoch = await trained(config, null, { epoch: 1, step: 5 });
    expect(inTheFirstEpoch).toMatchObject({ epoch: 0, step: 5 });
    expect(inTheFirstEpoch.stepLosses).toHaveLength(5 * 3);
    const inTheLastEpoch = await trained(config, inTheFirstEpoch, { epoch: 3, step: 15 });
    const continued = await trained(config, inTheLastEpoch);
    expect(continued.sha256).toBe(uninterrupted.sha256);
    expect(continued.optimizerSha256).toBe(uninterrupted.optimizerSha256);
    expect(continued).toMatchObject({ epoch: 3, step: 0 });
  });
});

it('gives the same bytes when halted after the last step of an epoch', async () => {
  const config = small();
  const halted = await trained(config, null, { epoch: 2, step: 16 });
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

it('holds as many tensors after 1,000 steps as before', () => {
  const engine = engineOf(small());
  const run = (count: number) => {
    for (let number = 0; number < count; number++) {
      const indices = Int32Array.from({ length: 20 }, (_, i) => (number + i) % 330);
      engine.step({ number, indices, learningRate: 1e-3, klWeight: 1 });
    }
    engine.evaluate(0, 64);
    engine.read();
  };
  run(3);
  const before = { tfjs: tf.memory().numTensors, native: nativeTensorCount() };
  run(1000);
  expect({ tfjs: tf.memory().numTensors, native: nativeTensorCount() }).toEqual(before);
});
