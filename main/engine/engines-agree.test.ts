import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../shared/run-config';
import { createEagerEngine } from './eager-engine';
import type { Engine, EngineState, Tensors } from './engine';
import { completesImages } from './model/conditioning';
import { createGraphEngine } from './graph-engine';
import { mnistSlice } from './testing/mnist';

/**
 * The recorded graph against plain tfjs. After one step Adam's first moment is (1 - beta1) times the
 * gradient, so equal moments mean equal gradients.
 */
const dataset = mnistSlice(200, 50);

// The engines never yield: without a pause the runner does not hear of the tests for their whole time.
afterEach(() => setImmediate());

/**
 * Rounding to eight bits of precision errs by up to 2^-9 of each operand; processors with instructions for it round
 * each product as well, which was seen to add up to 2.2 %.
 */
const bfloat16Tolerance = 3e-2;

const batchSize = 20;
const cells = 80;

const architectures: Record<string, RunConfigInput> = {
  dense: { encoderSizes: [32, 24], decoderSizes: [24, 32], latentDimensions: 2 },
  'dense, one layer, z of 20': { encoderSizes: [40], decoderSizes: [40], latentDimensions: 20 },
  'one convolution': { channels: [4], encoderSizes: [16], decoderSizes: [16], latentDimensions: 3 },
  'two convolutions': { channels: [4, 6], encoderSizes: [16], decoderSizes: [16] },
};
const likelihoods = ['bernoulli', 'binarized-bernoulli', 'continuous-bernoulli'] as const;
const conditionings = ['label', 'none', 'quadrants-1', 'quadrants-2', 'quadrants-3'] as const;
const activations = ['relu', 'silu', 'tanh'] as const;

const cases = Object.entries(architectures).flatMap(([architecture, sizes], a) =>
  likelihoods.flatMap((likelihood, l) =>
    conditionings.map((conditioning, c) => ({
      architecture,
      config: runConfigSchema.parse({
        ...sizes,
        likelihood,
        conditioning,
        activation: activations[(a + l + c) % activations.length]!,
        batchSize,
      }),
    })),
  ),
);

const variants: Record<string, RunConfigInput> = {
  'free bits': { freeBits: 0.5 },
  'weight averaging': { emaDecay: 0.9 },
  'a KL weight other than 1': { beta: 4 },
};

// Activations take turns.
describe.each(cases)(
  '$architecture, $config.likelihood, $config.conditioning, $config.activation',
  ({ config }) => {
    it('has the same loss, gradients, measures and images', () => compare(config));
  },
);

describe.each(Object.entries(variants))('%s', (_, variant) => {
  it('has the same loss, gradients, measures and images', () =>
    compare(runConfigSchema.parse({ ...architectures['dense'], ...variant, batchSize })));
});

describe('bfloat16, with the instructions for it or without', () => {
  it('has nearly the losses and gradients of float32', () => {
    const config = runConfigSchema.parse({ ...architectures['dense'], batchSize });
    const eager = createEagerEngine(config, dataset);
    const graph = createGraphEngine({ ...config, precision: 'bfloat16' }, dataset);
    try {
      const [exact, rounded] = [eager, graph].map(firstStep);
      expectClose(rounded!, exact!, 'losses', bfloat16Tolerance);
      expect(rounded).not.toEqual(exact);
      const { firstMoments } = eager.read();
      expectAllClose(graph.read().firstMoments, firstMoments, 'gradient', bfloat16Tolerance);
    } finally {
      eager.close();
      graph.close();
    }
  });
});

function compare(config: RunConfig): void {
  const eager = createEagerEngine(config, dataset);
  const graph = createGraphEngine(config, dataset);
  try {
    if (completesImages(config)) {
      const [eagerLoss, graphLoss] = [eager, graph].map(firstBaselineStep);
      expectClose(graphLoss!, eagerLoss!, 'loss of the baseline');
      compareStates(eager.read(), graph.read(), (name) => name.startsWith('baseline.'));
      graph.write(eager.read());
    }
    const [eagerLosses, graphLosses] = [eager, graph].map(firstStep);
    expectClose(graphLosses!, eagerLosses!, 'losses');
    const state = eager.read();
    compareStates(state, graph.read(), (name) => !name.startsWith('baseline.'));

    graph.write(state);
    const [eagerResults, graphResults] = [eager, graph].map((engine) => results(engine, config));
    for (const [what, values] of Object.entries(eagerResults!)) {
      expectClose(graphResults![what as keyof typeof graphResults], values, what);
    }
  } finally {
    eager.close();
    graph.close();
  }
}

const indices = Int32Array.from({ length: batchSize }, (_, i) => 7 * i);

function firstBaselineStep(engine: Engine): Float32Array {
  return Float32Array.of(engine.baselineStep({ number: 0, indices, learningRate: 1e-3 }));
}

function firstStep(engine: Engine): Float32Array {
  return engine.steps([{ number: 0, indices, learningRate: 1e-3, klWeight: 0.7 }]);
}

function results(engine: Engine, { latentDimensions }: RunConfig) {
  const latents = Float32Array.from({ length: cells * latentDimensions }, (_, i) => Math.sin(i));
  const conditions = Int32Array.from({ length: cells }, (_, i) => i % 10);
  return { ...engine.evaluate(0, 50), images: engine.decode(latents, conditions) };
}

function compareStates(
  expected: EngineState,
  actual: EngineState,
  isTrained: (name: string) => boolean,
): void {
  const trained = (tensors: Tensors | null) =>
    Object.fromEntries(Object.entries(tensors ?? {}).filter(([name]) => isTrained(name)));
  const compareParts = (part: keyof EngineState, what: string, tolerance?: number) =>
    expectAllClose(trained(actual[part]), trained(expected[part]), what, tolerance);
  compareParts('firstMoments', 'gradient');
  compareParts('secondMoments', 'squared gradient');
  // Adam's first step is close to the sign of the gradient: where that is almost 0, rounding shows.
  compareParts('weights', 'weight', 1e-3);
  compareParts('averages', 'average', 1e-3);
}

function expectAllClose(actual: Tensors, expected: Tensors, what: string, tolerance?: number) {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [name, { values }] of Object.entries(expected)) {
    expectClose(actual[name]!.values, values, `${what} of ${name}`, tolerance);
  }
}

/** Relative to the largest element, since sums of many terms of either sign may cancel. */
function expectClose(
  actual: Float32Array,
  expected: Float32Array,
  what: string,
  tolerance = 1e-5,
): void {
  expect(actual.length, what).toBe(expected.length);
  let scale = 0;
  let difference = 0;
  for (let i = 0; i < expected.length; i++) {
    scale = Math.max(scale, Math.abs(expected[i]!));
    difference = Math.max(difference, Math.abs(actual[i]! - expected[i]!));
  }
  expect(scale, `${what} is not all zero`).toBeGreaterThan(0);
  expect(difference / scale, what).toBeLessThan(tolerance);
}
