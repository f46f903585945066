import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfig, type RunConfigInput } from '../../shared/run-config';
import { createEagerEngine } from './eager-engine';
import type { Engine, Tensors } from './engine';
import { createGraphEngine } from './graph-engine';
import { mnistSlice } from './testing/mnist';

/**
 * The recorded graph against plain tfjs. After one step Adam's first moment is (1 - beta1) times the
 * gradient, so equal moments mean equal gradients.
 */
const dataset = mnistSlice(200, 50);
const batchSize = 20;
const cells = 80;

const architectures: Record<string, RunConfigInput> = {
  dense: { encoderSizes: [32, 24], decoderSizes: [24, 32], latentDimensions: 2 },
  'dense, one layer, z of 20': { encoderSizes: [40], decoderSizes: [40], latentDimensions: 20 },
  'one convolution': { channels: [4], encoderSizes: [16], decoderSizes: [16], latentDimensions: 3 },
  'two convolutions': { channels: [4, 6], encoderSizes: [16], decoderSizes: [16] },
};
const likelihoods = ['bernoulli', 'binarized-bernoulli', 'continuous-bernoulli'] as const;
const conditionings = ['label', 'none'] as const;
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

function compare(config: RunConfig): void {
  const eager = createEagerEngine(config, dataset);
  const graph = createGraphEngine(config, dataset);
  try {
    const [eagerLosses, graphLosses] = [eager, graph].map(firstStep);
    expectClose(graphLosses!, eagerLosses!, 'losses');

    const state = eager.read();
    const graphState = graph.read();
    expectAllClose(graphState.firstMoments, state.firstMoments, 'gradient');
    expectAllClose(graphState.secondMoments, state.secondMoments, 'squared gradient');
    // Adam's first step is close to the sign of the gradient: where that is almost 0, rounding shows.
    expectAllClose(graphState.weights, state.weights, 'weight', 1e-3);
    expectAllClose(graphState.averages ?? {}, state.averages ?? {}, 'average', 1e-3);

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

function firstStep(engine: Engine): Float32Array {
  const indices = Int32Array.from({ length: batchSize }, (_, i) => 7 * i);
  return engine.step({ number: 0, indices, learningRate: 1e-3, klWeight: 0.7 });
}

function results(engine: Engine, { latentDimensions }: RunConfig) {
  const latents = Float32Array.from({ length: cells * latentDimensions }, (_, i) => Math.sin(i));
  const labels = Int32Array.from({ length: cells }, (_, i) => i % 10);
  return { ...engine.evaluate(0, 50), images: engine.decode(latents, labels) };
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
