import type { ExportedModel } from '../../../shared/export-protocol';
import type { RunConfig } from '../../../shared/run-config';
import { decodeSafetensors } from '../checkpoint';
import type { EngineState, Tensors } from '../engine';
import { decodeVerified } from '../sampler/loaded-model';
import { startOf } from '../start-state';
import { decodeState } from '../state';

/** Where an exported model's training goes on. */
export interface TrainingStart {
  readonly state: EngineState;
  /** Steps done. */
  readonly steps: number;
  /**
   * By which the schedules of learning rate and KL weight go on; null where they are over or unknown: then
   * both are what the configuration says.
   */
  readonly stepsPerEpoch: number | null;
}

/**
 * Where a checkpoint's training stands. Where only its weights are kept, Adam begins anew with them; the
 * schedules of a run that is done are over. Throws `database-damaged` or `invalid-input` when a file is damaged.
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
  return {
    state,
    steps: epoch * stepsPerEpoch + step,
    stepsPerEpoch: epoch < config.epochs ? stepsPerEpoch : null,
  };
}

/** Training that begins with these weights. */
export function newStart(config: RunConfig, weights: Tensors): TrainingStart {
  return { state: startOf(config, weights), steps: 0, stepsPerEpoch: null };
}
