import type { ExportedModel } from '../../../shared/export-protocol';
import type { RunConfig } from '../../../shared/run-config';
import { decodeSafetensors } from '../checkpoint';
import type { EngineState, Tensors } from '../engine';
import { decodeVerified } from '../sampler/loaded-model';
import { klWeightAt, learningRateAt } from '../schedules';
import { startOf } from '../start-state';
import { decodeState } from '../state';

/** Where an exported model's training goes on. */
export interface TrainingStart {
  readonly state: EngineState;
  /** Steps done. */
  readonly steps: number;
  readonly learningRate: number;
  readonly klWeight: number;
}

/**
 * Where a checkpoint's training stands, under the learning rate and KL weight of its next step. Where only
 * its weights are kept, Adam begins anew with them; a run that is done has no next step: from both, the
 * configuration's own settings go on. Throws `database-damaged` or `invalid-input` when a file is damaged.
 */
export function trainingStart({ training, ...model }: ExportedModel): TrainingStart {
  const { config } = model;
  const weights = decodeVerified(model);
  if (training === null) return newStart(config, weights);
  const classes = Number(decodeSafetensors(model.weights).metadata['classes']);
  const stored = { ...model, ...training, stepLosses: new Float32Array(0) };
  const { engine: state, position } = decodeState(config, classes, stored);
  const { epoch, step, stepsPerEpoch } = position;
  if (stepsPerEpoch === 0) return newStart(config, weights);
  const time = epoch + step / stepsPerEpoch;
  const isDone = time >= config.epochs;
  return {
    state,
    steps: epoch * stepsPerEpoch + step,
    learningRate: isDone ? config.learningRate : learningRateAt(config, time),
    klWeight: klWeightAt(config, time),
  };
}

/** Training that begins with these weights. */
export function newStart(config: RunConfig, weights: Tensors): TrainingStart {
  const { learningRate, beta: klWeight } = config;
  return { state: startOf(config, weights), steps: 0, learningRate, klWeight };
}
