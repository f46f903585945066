import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunConfig } from '../../../shared/run-config';
import type { Tensors } from '../engine';
import { GraphBuilder } from '../graph/graph-builder';
import { encodeSavedModel, type Signature } from '../graph/graph-def';
import { stateVariables } from '../graph/variables';
import { decodeSignature, encodeSignature } from './inference';
import { stepVariable, trainSignature } from './training';
import { saver, writeVariables, type SavedVariable } from './variable-files';

/**
 * Writes a checkpoint as a SavedModel into a folder that exists: for TensorFlow in any language, with the
 * functions `encode`, `decode` and `train_step`. Training starts from the given weights with Adam's moments
 * at 0, and changes the loaded model.
 */
export function writeSavedModel(folder: string, config: RunConfig, weights: Tensors): void {
  const graph = new GraphBuilder();
  const shapes = Object.fromEntries(
    Object.entries(weights).map(([name, { shape }]) => [name, shape]),
  );
  const state = {
    weights: stateVariables(graph, 'weights', shapes),
    firstMoments: stateVariables(graph, 'first_moments', shapes),
    secondMoments: stateVariables(graph, 'second_moments', shapes),
    averages: [],
  };
  const step = stepVariable(graph);
  const signatures: Record<string, Signature> = {
    encode: encodeSignature(graph, config, state.weights),
    decode: decodeSignature(graph, config, state.weights),
    train_step: trainSignature(graph, config, state, step),
  };

  const zeros = (variable: SavedVariable['variable']): SavedVariable => ({
    variable,
    values: new Float32Array(variable.shape.reduce((product, size) => product * size, 1)),
  });
  const saved: SavedVariable[] = [
    ...state.weights.map((variable) => ({ variable, values: weights[variable.weight]!.values })),
    ...[...state.firstMoments, ...state.secondMoments].map(zeros),
    { variable: step, values: Int32Array.of(0) },
  ];
  const variables = saved.map(({ variable }) => variable);
  const toOthers = { signatures, saver: saver(graph, variables) };
  mkdirSync(join(folder, 'variables'));
  writeVariables(join(folder, 'variables', 'variables'), saved);
  writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(graph.nodes, toOthers));
}
