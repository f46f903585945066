import type { RunConfig } from '../../../shared/run-config';
import { decode, likelihoodMean, pixelCount, variationalBound } from '../model/cvae';
import { elboAndGradients } from '../model/gradients';
import { weightShapes } from '../model/initialization';
import type { Weights } from '../model/layers';
import type { Scalar, Tensor1D, Tensor2D } from '../tensorflow';
import { GraphBuilder, type Output } from './graph-builder';
import { typeOf, type GraphNode } from './graph-def';
import { lowering } from './lower';
import { applyAdam, averageWeights, type StateVariables } from './optimizer';
import { withNativeGradients } from './native-gradients';
import { record, type StandIn } from './record';
import {
  assignment,
  dataVariables,
  examples,
  feedOf,
  stateVariables,
  type DataVariables,
  type EntryDefinition,
  type WeightVariable,
} from './variables';

/** One graph that holds a model, its optimiser and its data, and everything that is done with them. */
export interface TrainingGraph {
  readonly nodes: readonly GraphNode[];
  /** Shapes of the weights by name: the order in which each part of the state is read and written. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** Training images, training labels, test images, test labels. */
  readonly load: EntryDefinition;
  /** indices, seed, [learning rate, KL weight, beta1^t, beta2^t] to [loss, reconstruction, KL]. */
  readonly step: EntryDefinition;
  /** indices, seed to reconstruction, KL and posterior mean of each test image. */
  readonly evaluate: EntryDefinition;
  /** latents, labels to images in 0..1. */
  readonly decode: EntryDefinition;
  /** Weights, first moments, second moments and, if configured, averages. */
  readonly read: EntryDefinition;
  readonly write: EntryDefinition;
}

export interface GraphSizes {
  readonly trainCount: number;
  readonly testCount: number;
  readonly classes: number;
  /** Test images measured at a time. */
  readonly evaluationBatch: number;
  /** Images decoded at a time. */
  readonly cells: number;
}

export function buildTrainingGraph(config: RunConfig, sizes: GraphSizes): TrainingGraph {
  const graph = new GraphBuilder();
  const shapes = weightShapes(config, sizes.classes);
  const train = dataVariables(graph, 'train', sizes.trainCount);
  const test = dataVariables(graph, 'test', sizes.testCount);
  const state: StateVariables = {
    weights: stateVariables(graph, 'weights', shapes),
    firstMoments: stateVariables(graph, 'first_moments', shapes),
    secondMoments: stateVariables(graph, 'second_moments', shapes),
    averages: config.emaDecay > 0 ? stateVariables(graph, 'averages', shapes) : [],
  };
  const all = [state.weights, state.firstMoments, state.secondMoments, state.averages].flat();
  const evaluated = state.averages.length > 0 ? state.averages : state.weights;
  return {
    nodes: graph.nodes,
    shapes,
    load: assignment(graph, 'load', [...train, ...test]),
    step: trainingStep(graph, config, train, state),
    evaluate: evaluation(graph, config, test, evaluated, sizes.evaluationBatch),
    decode: decoding(graph, config, evaluated, sizes.cells),
    read: { feeds: [], fetches: all.map((variable) => variable.value) },
    write: assignment(graph, 'write', all),
  };
}

function trainingStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
): EntryDefinition {
  const indices = feedOf(graph, 'step/indices', 'int32', [config.batchSize]);
  const seed = feedOf(graph, 'step/seed', 'int32', [2]);
  const settings = feedOf(graph, 'step/settings', 'float32', [4]);
  const setting = graph.unpack(settings.name, 4);
  const batch = examples(graph, data, indices.name);

  const [loss, reconstruction, kl, ...gradients] = record(
    graph,
    lowering(config.precision),
    (standIn) => {
      const step = withNativeGradients(() =>
        elboAndGradients(
          config,
          weightStandIns(standIn, state.weights),
          batchStandIns(standIn, batch, config.batchSize),
          standIn<Tensor1D>(seed.name, [2], 'int32'),
          standIn<Scalar>(setting[1]!, []),
        ),
      );
      return [step.loss, step.reconstruction, step.kl, ...step.gradients];
    },
  );

  const rates = { learningRate: setting[0]!, beta1Power: setting[2]!, beta2Power: setting[3]! };
  const updates = applyAdam(graph, state, gradients, rates);
  const averaged = averageWeights(graph, state, updates, config.emaDecay);
  const losses = graph.pack([loss!, reconstruction!, kl!]);
  const after = [...updates, ...averaged].map((node) => `^${node}`);
  const float = { T: typeOf('float32') };
  const fetched = graph.add('Identity', [losses, ...after], float, 'step/losses');
  return { feeds: [indices, seed, settings], fetches: [fetched] };
}

function evaluation(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  weights: readonly WeightVariable[],
  n: number,
): EntryDefinition {
  const indices = feedOf(graph, 'evaluate/indices', 'int32', [n]);
  const seed = feedOf(graph, 'evaluate/seed', 'int32', [2]);
  const batch = examples(graph, data, indices.name);
  const fetches = record(graph, lowering('float32'), (standIn) => {
    const { reconstruction, kl, posterior } = variationalBound(
      config,
      weightStandIns(standIn, weights),
      batchStandIns(standIn, batch, n),
      standIn<Tensor1D>(seed.name, [2], 'int32'),
    );
    return [reconstruction, kl, posterior.mean];
  });
  return { feeds: [indices, seed], fetches };
}

function decoding(
  graph: GraphBuilder,
  config: RunConfig,
  weights: readonly WeightVariable[],
  n: number,
): EntryDefinition {
  const z = config.latentDimensions;
  const latents = feedOf(graph, 'decode/latents', 'float32', [n, z]);
  const labels = feedOf(graph, 'decode/labels', 'int32', [n]);
  const fetches = record(graph, lowering('float32'), (standIn) => {
    const logits = decode(
      config,
      weightStandIns(standIn, weights),
      standIn<Tensor2D>(latents.name, [n, z]),
      standIn<Tensor1D>(labels.name, [n], 'int32'),
    );
    return [likelihoodMean(config, logits)];
  });
  return { feeds: [latents, labels], fetches };
}

function weightStandIns(standIn: StandIn, variables: readonly WeightVariable[]): Weights {
  return Object.fromEntries(
    variables.map(({ weight, value, shape }) => [weight, standIn(value, [...shape])]),
  );
}

function batchStandIns(standIn: StandIn, batch: { images: Output; labels: Output }, n: number) {
  return {
    images: standIn<Tensor2D>(batch.images, [n, pixelCount]),
    labels: standIn<Tensor1D>(batch.labels, [n], 'int32'),
  };
}
