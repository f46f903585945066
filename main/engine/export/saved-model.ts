import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunConfig } from '../../../shared/run-config';
import type { Tensors } from '../engine';
import { GraphBuilder } from '../graph/graph-builder';
import { encodeSavedModel } from '../graph/encode-saved-model';
import type { Signature } from '../graph/graph-def';
import { evaluatedWeights, trainingVariables } from '../graph/optimizer';
import type { WeightVariable } from '../graph/variables';
import { decodeSignature, encodeSignature } from './inference';
import { stepVariable, trainSignature } from './training';
import type { TrainingStart } from './training-start';
import { saver, writeVariables, type SavedVariable } from './variable-files';

/**
 * Writes a checkpoint as a SavedModel into a folder that exists: for TensorFlow in any language, with the
 * functions `encode`, `decode` and `train_step`. Training goes on from where it stood, and changes the
 * loaded model.
 */
export function writeSavedModel(folder: string, config: RunConfig, start: TrainingStart): void {
  const graph = new GraphBuilder();
  const { weights, firstMoments, secondMoments, averages } = start.state;
  const shapes = Object.fromEntries(
    Object.entries(weights).map(([name, { shape }]) => [name, shape]),
  );
  const state = trainingVariables(graph, config, shapes);
  const evaluated = evaluatedWeights(state);
  const step = stepVariable(graph);
  const signatures: Record<string, Signature> = {
    encode: encodeSignature(graph, config, evaluated),
    decode: decodeSignature(graph, config, evaluated),
    train_step: trainSignature(graph, config, state, step, start.stepsPerEpoch),
  };

  const valuesOf = (part: readonly WeightVariable[], tensors: Tensors): SavedVariable[] =>
    part.map((variable) => ({ variable, values: tensors[variable.weight]!.values }));
  const saved: SavedVariable[] = [
    ...valuesOf(state.weights, weights),
    ...valuesOf(state.firstMoments, firstMoments),
    ...valuesOf(state.secondMoments, secondMoments),
    ...valuesOf(state.averages, averages ?? weights),
    { variable: step, values: Int32Array.of(start.steps) },
  ];
  const variables = saved.map(({ variable }) => variable);
  const toOthers = { signatures, saver: saver(graph, variables) };
  mkdirSync(join(folder, 'variables'));
  writeVariables(join(folder, 'variables', 'variables'), saved);
  writeFileSync(join(folder, 'saved_model.pb'), encodeSavedModel(graph.nodes, toOthers));
}
