import type { RunConfig } from '../../../shared/run-config';
import type { Batch } from '../model/cvae';
import { baselineLossAndGradients, elboAndGradients } from '../model/gradients';
import type { Weights } from '../model/layers';
import type { Scalar, Tensor1D } from '../tensorflow';
import { arithmeticOf, type Arithmetic } from './arithmetic';
import type { GraphBuilder, Output } from './graph-builder';
import { typeOf } from './graph-def';
import { lowering } from './lower';
import { withNativeGradients } from './native-gradients';
import { onlyWeights, stateAfter, update, type AdamRates, type StateVariables } from './optimizer';
import { record } from './record';
import { batchStandIns, weightStandIns } from './stand-ins';
import {
  examples,
  feedOf,
  type DataVariables,
  type EntryDefinition,
  type Examples,
} from './variables';

/** Losses of a batch and gradients of the weights that a step changes. */
type Differentiate = (
  config: RunConfig,
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
  klWeight: Scalar,
) => { readonly losses: readonly Scalar[]; readonly gradients: Weights };

/** Loss, reconstruction and KL. */
export const ofElbo: Differentiate = (...given) => {
  const { loss, reconstruction, kl, gradients } = elboAndGradients(...given);
  return { losses: [loss, reconstruction, kl], gradients };
};

/** The loss alone. */
const ofBaseline: Differentiate = (config, weights, batch, seed) => {
  const { loss, gradients } = baselineLossAndGradients(config, weights, batch, seed);
  return { losses: [loss], gradients };
};

/**
 * Steps one after the other: indices, seeds and [learning rate, beta1^t, beta2^t, KL weight] of each to
 * [loss, reconstruction, KL] of each.
 */
export function trainingSteps(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
  count: number,
): EntryDefinition {
  return fedSteps(graph, config, data, state, `steps_${count}`, count, ofElbo);
}

/** indices, seed, [learning rate, beta1^t, beta2^t, unused] to [the baseline's loss]. */
export function baselineStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
): EntryDefinition {
  return fedSteps(graph, config, data, state, 'baseline_step', 1, ofBaseline);
}

function fedSteps(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
  entry: string,
  count: number,
  differentiate: Differentiate,
): EntryDefinition {
  const indices = feedOf(graph, `${entry}/indices`, 'int32', [count, config.batchSize]);
  const seeds = feedOf(graph, `${entry}/seeds`, 'int32', [count, 2]);
  const settings = feedOf(graph, `${entry}/settings`, 'float32', [count, 4]);
  const [indicesOf, seedOf, settingsOf] = [indices, seeds, settings].map(({ name, type }) =>
    graph.unpack(name, count, type),
  ) as [Output[], Output[], Output[]];
  const arithmetic = arithmeticOf(config.precision);
  const losses: Output[] = [];
  const updates: Output[] = [];
  for (let i = 0; i < count; i++) {
    const current = i === 0 ? state : stateAfter(graph, state, updates[i - 1]!);
    const given = stepInputs(graph, data, indicesOf[i]!, seedOf[i]!, settingsOf[i]!);
    const step = updatingStep(graph, config, arithmetic, current, given, differentiate);
    losses.push(graph.pack(step.losses));
    updates.push(graph.barrier(`${entry}/updated`, step.updates));
  }
  // Fetching the losses makes the updates happen.
  const inputs = [graph.pack(losses), ...updates.map((node) => `^${node}`)];
  const fetched = graph.add('Identity', inputs, { T: typeOf('float32') }, `${entry}/losses`);
  return { feeds: [indices, seeds, settings], fetches: [fetched] };
}

/** What a step is given, as the graph names it. */
export interface StepInputs {
  readonly batch: Examples;
  /** int32 [2]. */
  readonly seed: Output;
  readonly klWeight: Output;
  readonly rates: AdamRates;
}

function stepInputs(
  graph: GraphBuilder,
  data: DataVariables,
  indices: Output,
  seed: Output,
  settings: Output,
): StepInputs {
  const [learningRate, beta1Power, beta2Power, klWeight] = graph.unpack(settings, 4, 'float32') as [
    Output,
    Output,
    Output,
    Output,
  ];
  const rates = { learningRate, beta1Power, beta2Power };
  return { batch: examples(graph, data, indices), seed, klWeight, rates };
}

/** The losses before the update, and the nodes that update. */
export interface RecordedStep {
  readonly losses: readonly Output[];
  readonly updates: readonly Output[];
}

/** Records what `differentiate` computes, and updates the weights that it gives gradients of. */
export function updatingStep(
  graph: GraphBuilder,
  config: RunConfig,
  arithmetic: Arithmetic,
  state: StateVariables,
  { batch, seed, klWeight, rates }: StepInputs,
  differentiate: Differentiate,
): RecordedStep {
  const begin = graph.nodes.length;
  let lossCount = 0;
  let trained: string[] = [];
  const recorded = record(graph, lowering(arithmetic), (standIn) => {
    const { losses, gradients } = withNativeGradients(() =>
      differentiate(
        config,
        weightStandIns(standIn, state.weights),
        batchStandIns(standIn, batch, config.batchSize),
        standIn<Tensor1D>(seed, [2], 'int32'),
        standIn<Scalar>(klWeight, []),
      ),
    );
    lossCount = losses.length;
    trained = Object.keys(gradients);
    return [...losses, ...Object.values(gradients)];
  });
  const updates = update(
    graph,
    onlyWeights(state, trained),
    recorded.slice(lossCount),
    rates,
    config.emaDecay,
    begin,
  );
  return { losses: recorded.slice(0, lossCount), updates };
}
