import { afterEach, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { TrainingState } from '../../shared/trainer-protocol';
import { decodeSafetensors, encodeSafetensors, sha256Hex } from './checkpoint';
import { createEagerEngine } from './eager-engine';
import type { CreateEngine, Engine } from './engine';
import { createGraphEngine } from './graph-engine';
import { mnistSlice } from './testing/mnist';
import { train, type FinishedEpoch, type Progress } from './train';

const dataset = mnistSlice(1030, 1013);
const engines: Engine[] = [];

afterEach(() => {
  for (const engine of engines.splice(0)) engine.close();
});

const configOf = (input: RunConfigInput = {}) =>
  runConfigSchema.parse({
    encoderSizes: [32],
    decoderSizes: [32],
    epochs: 2,
    batchSize: 20,
    ...input,
  });

async function run(
  config: ReturnType<typeof configOf>,
  resume: TrainingState | null = null,
  create: CreateEngine = createGraphEngine,
  epochs: FinishedEpoch[] = [],
  of = dataset,
  progress: Progress[] = [],
) {
  const engine = create(config, of);
  engines.push(engine);
  const halt = new AbortController();
  await train(engine, {
    config,
    dataset: of,
    resume,
    halt: halt.signal,
    onProgress: (report) => progress.push(report),
    onEpoch: (epoch) => epochs.push(epoch),
  });
  return { epochs, progress, engine };
}

async function errorOf(promise: Promise<unknown>): Promise<WorkbenchError> {
  const thrown: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(WorkbenchError);
  return thrown as WorkbenchError;
}

describe('train', () => {
  it('learns, and tells of every step and epoch', async () => {
    const { epochs, progress } = await run(configOf({ epochs: 3 }));
    expect(epochs.map(({ metrics }) => metrics.epoch)).toEqual([1, 2, 3]);
    const [first, , last] = epochs.map(({ metrics }) => metrics);
    expect(last!.testLoss).toBeLessThan(first!.testLoss - 10);
    expect(last!.trainLoss).toBeCloseTo(last!.trainReconstruction + last!.trainKl, 3);
    expect(last!.testLoss).toBeCloseTo(last!.testReconstruction + last!.testKl, 9);
    expect([...last!.klPerDimension].reduce((a, b) => a + b)).toBeCloseTo(last!.testKl, 4);
    expect(last!.imagesPerSecond * last!.seconds).toBeCloseTo(1020, 6);

    const reported = progress.filter(({ epoch }) => epoch === 1).flatMap((p) => [...p.losses]);
    expect(reported).toEqual([...epochs[0]!.stepLosses]);
    expect(epochs[0]!.stepLosses).toHaveLength(51 * 3);
  });

  it('tells how far a baseline is that is trained first, and of its loss', async () => {
    const config = configOf({ conditioning: 'quadrants-1', baselineEpochs: 2, epochs: 1 });
    const slowly: CreateEngine = (given, images) => {
      const engine = createGraphEngine(given, images);
      const step = engine.baselineStep.bind(engine);
      engine.baselineStep = (batch) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
        return step(batch);
      };
      return engine;
    };
    const { progress } = await run(config, null, slowly);
    const ofBaseline = progress.flatMap(({ baseline }) => baseline ?? []);
    expect(new Set(ofBaseline.map(({ epoch, epochs }) => `${epoch}/${epochs}`))).toEqual(
      new Set(['1/2', '2/2']),
    );
    expect(ofBaseline.every(({ step }) => step >= 1 && step <= 51)).toBe(true);
    expect(ofBaseline.at(-1)!.loss).toBeLessThan(ofBaseline[0]!.loss);
    expect(progress.at(-1)!.baseline).toBeNull();
  });

  it('takes snapshots of the classes that have images, and of no others', async () => {
    const even = (labels: Uint8Array) => labels.map((label) => 2 * label);
    const { trainLabels, testLabels } = dataset;
    const gaps = { trainLabels: even(trainLabels), testLabels: even(testLabels), classes: 19 };
    const of = { ...dataset, ...gaps };
    const { epochs } = await run(configOf({ epochs: 1 }), null, createGraphEngine, [], of);
    expect(epochs[0]!.snapshot).toMatchObject({ rows: 8, columns: 10 });
    expect(decodeSafetensors(epochs[0]!.state.weights).metadata['classes']).toBe('19');
  });

  it('takes a snapshot of 8 styles of every class after each epoch', async () => {
    const { epochs } = await run(configOf());
    const [one, two] = epochs.map(({ snapshot }) => snapshot);
    expect(one).toMatchObject({ epoch: 1, rows: 8, columns: 10 });
    expect(one!.pixels).toHaveLength(8 * 10 * 784);
    expect(two!.pixels).not.toEqual(one!.pixels);
  });

  it('measures every test image once, though they do not fill the last batch', async () => {
    const config = configOf({ epochs: 1 });
    const [{ epochs: graph }, { epochs: eager }] = await Promise.all([
      run(config),
      run(config, null, createEagerEngine),
    ]);
    const measured = graph[0]!.metrics;
    const reference = eager[0]!.metrics;
    expect(measured.testLoss).toBeCloseTo(reference.testLoss, 2);
    expect(measured.activeUnits).toBe(reference.activeUnits);
  });

  it('evaluates and exports the averaged weights where there are any', async () => {
    const { epochs, engine } = await run(configOf({ emaDecay: 0.9 }));
    const stored = decodeSafetensors(epochs[1]!.state.weights).tensors;
    const { averages, weights } = engine.read();
    expect(stored['encoder.0.kernel']!.values).toEqual(averages!['encoder.0.kernel']!.values);
    expect(stored['encoder.0.kernel']!.values).not.toEqual(weights['encoder.0.kernel']!.values);
  });

  it('names the configuration and the classes in the weights', async () => {
    const config = configOf({ epochs: 1 });
    const { epochs } = await run(config);
    const { weights, sha256 } = epochs[0]!.state;
    const { metadata } = decodeSafetensors(weights);
    expect(JSON.parse(metadata['config']!)).toEqual(config);
    expect(metadata).toMatchObject({ format: 'cvae-workbench', version: '1', classes: '10' });
    expect(sha256Hex(weights)).toBe(sha256);
  });

  it('starts the decoder at the mean image if asked to', async () => {
    const engine = createGraphEngine(configOf({ biasFromMeans: true }), dataset);
    engines.push(engine);
    const bias = engine.read().weights['likelihood.logits.bias']!.values;
    const center = 14 * 28 + 14;
    let sum = 0;
    for (let i = 0; i < dataset.trainCount; i++)
      sum += dataset.trainImages[i * 784 + center]! / 255;
    const mean = sum / dataset.trainCount;
    expect(bias[center]).toBeCloseTo(Math.log(mean / (1 - mean)), 2);
    expect(Math.min(...bias)).toBeGreaterThan(-10);
  });

  it('goes on with another learning rate and beta', async () => {
    const { epochs } = await run(configOf({ epochs: 1 }));
    const branch = await run(
      configOf({ epochs: 2, beta: 4, learningRate: 1e-4 }),
      epochs[0]!.state,
    );
    const { metrics } = branch.epochs[0]!;
    expect(metrics).toMatchObject({ epoch: 2, learningRate: 1e-4, klWeight: 4 });
    expect(metrics.testLoss).toBeCloseTo(metrics.testReconstruction + 4 * metrics.testKl, 9);
  });

  it('stops a diverging run at its step and names the likely cause', async () => {
    const progress: Progress[] = [];
    const config = configOf({ learningRate: 1, latentDimensions: 20, epochs: 50 });
    const error = await errorOf(run(config, null, createGraphEngine, [], dataset, progress));
    expect(error.kind).toBe('diverged');
    expect(error.message).toMatch(/at step \d+ of epoch \d+ the loss was (NaN|Infinity)/);
    expect(error.remedy).toContain('learning rate of 1');
    const [, step, epoch] = /step (\d+) of epoch (\d+)/.exec(error.message)!.map(Number);
    const led = progress.filter((report) => report.epoch === epoch).flatMap((p) => [...p.losses]);
    expect(led).toHaveLength((step! - 1) * 3);
    expect(led.every(Number.isFinite)).toBe(true);
  });

  it('stops, and tells of no epoch, when it is the test whose loss is no number', async () => {
    const epochs: FinishedEpoch[] = [];
    const diverging: CreateEngine = (config, images) => {
      const engine = createGraphEngine(config, images);
      const evaluate = engine.evaluate.bind(engine);
      engine.evaluate = (from, to) => {
        const batch = evaluate(from, to);
        return epochs.length === 0 ? batch : { ...batch, kl: batch.kl.fill(NaN) };
      };
      return engine;
    };
    const error = await errorOf(run(configOf(), null, diverging, epochs));
    expect(epochs).toHaveLength(1);
    expect(error.kind).toBe('diverged');
    expect(error.message).toMatch(/at the test after epoch 2 the loss was NaN \(.*, KL NaN\)/);
    expect(error.message).toContain('of epoch 1, is kept');
  });

  it('refuses a batch larger than the dataset', async () => {
    const error = await errorOf(run(configOf({ batchSize: 2000 })));
    expect(error).toMatchObject({ kind: 'invalid-input', issues: [{ field: 'batchSize' }] });
    expect(error.message).toContain('1,030');
  });

  it('refuses the state of another model, and a damaged one', async () => {
    const { epochs } = await run(configOf({ epochs: 1 }));
    const { state } = epochs[0]!;
    const other = await errorOf(run(configOf({ latentDimensions: 3 }), state));
    expect(other).toMatchObject({ kind: 'invalid-input' });
    expect(other.message).toContain('posterior.mean.kernel has the shape [32, 2]');

    const damaged = state.weights.slice();
    damaged[damaged.length - 1]! ^= 1;
    expect((await errorOf(run(configOf(), { ...state, weights: damaged }))).message).toContain(
      'damaged',
    );
    const foreign = encodeSafetensors({}, {});
    const empty = { ...state, weights: foreign, sha256: sha256Hex(foreign) };
    expect((await errorOf(run(configOf(), empty))).message).toContain('is missing');
  });
});
