import { WorkbenchError } from '../../shared/errors';
import type { RunConfig } from '../../shared/run-config';
import type { TrainingState } from '../../shared/trainer-protocol';
import { decodeSafetensors, encodeSafetensors, sha256Hex } from './checkpoint';
import { checkShapes, checkWeights } from './check-tensors';
import type { EngineState, Tensors } from './engine';

/**
 * The state of a run as two safetensors files. `weights` is what is evaluated, shown and exported:
 * with weight averaging, the averages. `optimizer` holds what only training needs: Adam's moments as
 * `first_moment.<weight>` and `second_moment.<weight>` and, with averaging, the weights as trained
 * under `trained.<weight>`; its metadata says how far a baseline is trained, and how many steps an epoch
 * has, by which others who train on know the number of the step.
 */

const formatVersion = '1';
const firstMoment = 'first_moment.';
const secondMoment = 'second_moment.';
const trained = 'trained.';
const baselineStepsKey = 'baseline_steps';
const stepsPerEpochKey = 'steps_per_epoch';

export interface Position {
  /** Epochs finished. */
  readonly epoch: number;
  /** Steps done in the epoch after those. */
  readonly step: number;
  /** Loss, reconstruction and KL of each of these steps. */
  readonly stepLosses: Float32Array;
  /** Steps done of the baseline's own training, which comes before all epochs. */
  readonly baselineSteps: number;
  /** 0 where it was not noted: in checkpoints of older versions. */
  readonly stepsPerEpoch: number;
}

export function encodeState(
  config: RunConfig,
  classes: number,
  { weights, firstMoments, secondMoments, averages }: EngineState,
  { baselineSteps, stepsPerEpoch, ...position }: Position,
): TrainingState {
  const metadata = {
    format: 'cvae-workbench',
    version: formatVersion,
    config: JSON.stringify(config),
    classes: String(classes),
  };
  const weightsFile = encodeSafetensors(averages ?? weights, metadata);
  const optimizerFile = encodeSafetensors(
    {
      ...prefixed(firstMoment, firstMoments),
      ...prefixed(secondMoment, secondMoments),
      ...(averages === null ? {} : prefixed(trained, weights)),
    },
    {
      ...metadata,
      [baselineStepsKey]: String(baselineSteps),
      [stepsPerEpochKey]: String(stepsPerEpoch),
    },
  );
  return {
    ...position,
    weights: weightsFile,
    sha256: sha256Hex(weightsFile),
    optimizer: optimizerFile,
    optimizerSha256: sha256Hex(optimizerFile),
  };
}

export interface DecodedState {
  readonly engine: EngineState;
  readonly position: Position;
}

/** Throws `invalid-input` when the state is damaged or belongs to another model. */
export function decodeState(
  config: RunConfig,
  classes: number,
  state: TrainingState,
): DecodedState {
  if (
    sha256Hex(state.weights) !== state.sha256
    || sha256Hex(state.optimizer) !== state.optimizerSha256
  ) {
    throw new WorkbenchError({
      kind: 'invalid-input',
      message: 'The checkpoint to go on from is damaged: its checksum does not match its contents.',
      remedy: 'Go on from another checkpoint of this run.',
    });
  }
  const evaluated = decodeSafetensors(state.weights).tensors;
  const { tensors: optimizer, metadata } = decodeSafetensors(state.optimizer);
  const trainedWeights = unprefixed(trained, optimizer);
  const wasAveraged = Object.keys(trainedWeights).length > 0;
  const engine = {
    weights: wasAveraged ? trainedWeights : evaluated,
    firstMoments: unprefixed(firstMoment, optimizer),
    secondMoments: unprefixed(secondMoment, optimizer),
    averages: config.emaDecay > 0 ? evaluated : null,
  };
  checkWeights(config, engine.weights, classes);
  checkWeights(config, evaluated, classes);
  checkShapes(config, engine.firstMoments, classes);
  checkShapes(config, engine.secondMoments, classes);
  const { epoch, step, stepLosses } = state;
  const baselineSteps = Number(metadata[baselineStepsKey] ?? 0);
  const stepsPerEpoch = Number(metadata[stepsPerEpochKey] ?? 0);
  return { engine, position: { epoch, step, stepLosses, baselineSteps, stepsPerEpoch } };
}

function prefixed(prefix: string, tensors: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => [prefix + name, tensor]),
  );
}

function unprefixed(prefix: string, tensors: Tensors): Tensors {
  return Object.fromEntries(
    Object.entries(tensors)
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, tensor]) => [name.slice(prefix.length), tensor]),
  );
}
