import { weightShapes } from '../../../shared/network-size';
import type { RunConfig } from '../../../shared/run-config';
import { completesImages } from '../model/conditioning';
import { GraphBuilder } from './graph-builder';
import type { GraphNode } from './graph-def';
import { decoding, evaluation } from './measurements';
import { evaluatedWeights, trainingVariables } from './optimizer';
import { baselineStep, trainingSteps } from './training-steps';
import { assignment, dataVariables, type EntryDefinition } from './variables';

/** One graph that holds a model, its optimiser and its data, and everything that is done with them. */
export interface TrainingGraph {
  readonly nodes: readonly GraphNode[];
  /** Shapes of the weights by name: the order in which each part of the state is read and written. */
  readonly shapes: Readonly<Record<string, readonly number[]>>;
  /** Training images, training labels, test images, test labels. */
  readonly load: EntryDefinition;
  readonly step: EntryDefinition;
  /** As many steps as there are at once. */
  readonly steps: EntryDefinition;
  /** Null for a model without a baseline. */
  readonly baselineStep: EntryDefinition | null;
  readonly evaluate: EntryDefinition;
  readonly decode: EntryDefinition;
  /** Weights, first moments, second moments and, if configured, averages. */
  readonly read: EntryDefinition;
  readonly write: EntryDefinition;
}

export interface GraphSizes {
  readonly trainCount: number;
  readonly testCount: number;
  readonly classes: number;
  readonly stepsAtOnce: number;
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
  const state = trainingVariables(graph, config, shapes);
  const all = [state.weights, state.firstMoments, state.secondMoments, state.averages].flat();
  const evaluated = evaluatedWeights(state);
  return {
    nodes: graph.nodes,
    shapes,
    load: assignment(graph, 'load', [...train, ...test]),
    step: trainingSteps(graph, config, train, state, 1),
    steps: trainingSteps(graph, config, train, state, sizes.stepsAtOnce),
    baselineStep: completesImages(config) ? baselineStep(graph, config, train, state) : null,
    evaluate: evaluation(graph, config, test, evaluated, sizes.evaluationBatch),
    decode: decoding(graph, config, test, evaluated, sizes.cells),
    read: { feeds: [], fetches: all.map((variable) => variable.value) },
    write: assignment(graph, 'write', all),
  };
}
