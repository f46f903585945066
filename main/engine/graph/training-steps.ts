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
import { onlyWeights, update, type AdamRates, type StateVariables } from './optimizer';
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

/** indices, seed, [learning rate, beta1^t, beta2^t, KL weight] to [loss, reconstruction, KL]. */
export function trainingStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
): EntryDefinition {
  return fedStep(graph, config, data, state, 'step', ofElbo);
}

/** indices, seed, [learning rate, beta1^t, beta2^t, unused] to [the baseline's loss]. */
export function baselineStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
): EntryDefinition {
  return fedStep(graph, config, data, state, 'baseline_step', ofBaseline);
}

function fedStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
  entry: string,
  differentiate: Differentiate,
): EntryDefinition {
  const indices = feedOf(graph, `${entry}/indices`, 'int32', [config.batchSize]);
  const seed = feedOf(graph, `${entry}/seed`, 'int32', [2]);
  const settings = feedOf(graph, `${entry}/settings`, 'float32', [4]);
  const [learningRate, beta1Power, beta2Power, klWeight] = graph.unpack(settings.name, 4) as [
    Output,
    Output,
    Output,
    Output,
  ];
  const { losses, updates } = updatingStep(
    graph,
    config,
    arithmeticOf(config.precision),
    state,
    {
      batch: examples(graph, data, indices.name),
      seed: seed.name,
      klWeight,
      rates: { learningRate, beta1Power, beta2Power },
    },
    differentiate,
  );
  // Fetching the losses makes the updates happen.
  const inputs = [graph.pack(losses), ...updates.map((node) => `^${node}`)];
  const fetched = graph.add('Identity', inputs, { T: typeOf('float32') }, `${entry}/losses`);
  return { feeds: [indices, seed, settings], fetches: [fetched] };
}

/** What a step is given, as the graph names it. */
export interface StepInputs {
  readonly batch: Examples;
  /** int32 [2]. */
  readonly seed: Output;
  readonly klWeight: Output;
  readonly rates: AdamRates;
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
