import type { RunConfig } from '../../../shared/run-config';
import type { Batch } from '../model/cvae';
import { baselineLossAndGradients, elboAndGradients } from '../model/gradients';
import type { Weights } from '../model/layers';
import type { Scalar, Tensor1D } from '../tensorflow';
import { arithmeticOf } from './arithmetic';
import type { GraphBuilder, Output } from './graph-builder';
import { typeOf } from './graph-def';
import { lowering } from './lower';
import { withNativeGradients } from './native-gradients';
import { onlyWeights, update, type StateVariables } from './optimizer';
import { record } from './record';
import { batchStandIns, weightStandIns } from './stand-ins';
import { examples, feedOf, type DataVariables, type EntryDefinition } from './variables';

/** indices, seed, [learning rate, beta1^t, beta2^t, KL weight] to [loss, reconstruction, KL]. */
export function trainingStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
): EntryDefinition {
  return updatingStep(graph, config, data, state, 'step', (weights, batch, seed, klWeight) => {
    const step = elboAndGradients(config, weights, batch, seed, klWeight);
    return {
      losses: [step.loss, step.reconstruction, step.kl],
      gradients: step.gradients,
    };
  });
}

/** indices, seed, [learning rate, beta1^t, beta2^t, unused] to [the baseline's loss]. */
export function baselineStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
): EntryDefinition {
  return updatingStep(graph, config, data, state, 'baseline_step', (weights, batch, seed) => {
    const step = baselineLossAndGradients(config, weights, batch, seed);
    return { losses: [step.loss], gradients: step.gradients };
  });
}

type Differentiate = (
  weights: Weights,
  batch: Batch,
  seed: Tensor1D,
  klWeight: Scalar,
) => { readonly losses: readonly Scalar[]; readonly gradients: Weights };

/** Records what `differentiate` computes, and updates the weights that it gives gradients of. */
function updatingStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
  entry: string,
  differentiate: Differentiate,
): EntryDefinition {
  const begin = graph.nodes.length;
  const indices = feedOf(graph, `${entry}/indices`, 'int32', [config.batchSize]);
  const seed = feedOf(graph, `${entry}/seed`, 'int32', [2]);
  const settings = feedOf(graph, `${entry}/settings`, 'float32', [4]);
  const [learningRate, beta1Power, beta2Power, klWeight] = graph.unpack(settings.name, 4) as [
    Output,
    Output,
    Output,
    Output,
  ];
  const batch = examples(graph, data, indices.name);

  let lossCount = 0;
  let trained: string[] = [];
  const recorded = record(graph, lowering(arithmeticOf(config.precision)), (standIn) => {
    const { losses, gradients } = withNativeGradients(() =>
      differentiate(
        weightStandIns(standIn, state.weights),
        batchStandIns(standIn, batch, config.batchSize),
        standIn<Tensor1D>(seed.name, [2], 'int32'),
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
    { learningRate, beta1Power, beta2Power },
    config.emaDecay,
    begin,
  );
  // Fetching the losses makes the updates happen.
  const after = updates.map((node) => `^${node}`);
  const inputs = [graph.pack(recorded.slice(0, lossCount)), ...after];
  const losses = graph.add('Identity', inputs, { T: typeOf('float32') }, `${entry}/losses`);
  return { feeds: [indices, seed, settings], fetches: [losses] };
}
