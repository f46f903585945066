import type { RunConfig } from '../../../shared/run-config';
import { baselineLossAndGradients, elboAndGradients } from '../model/gradients';
import type { Scalar, Tensor1D } from '../tensorflow';
import type { GraphBuilder, Output } from './graph-builder';
import { typeOf } from './graph-def';
import { lowering } from './lower';
import { withNativeGradients } from './native-gradients';
import { onlyWeights, update, type AdamRates, type StateVariables } from './optimizer';
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
  const begin = graph.nodes.length;
  const { feeds, batch, seed, settings } = stepInputs(graph, config, data, 'step');
  let trained: string[] = [];
  const [loss, reconstruction, kl, ...gradients] = record(
    graph,
    lowering(config.precision),
    (standIn) => {
      const step = withNativeGradients(() =>
        elboAndGradients(
          config,
          weightStandIns(standIn, state.weights),
          batchStandIns(standIn, batch, config.batchSize),
          standIn<Tensor1D>(seed, [2], 'int32'),
          standIn<Scalar>(settings.klWeight, []),
        ),
      );
      trained = Object.keys(step.gradients);
      return [step.loss, step.reconstruction, step.kl, ...Object.values(step.gradients)];
    },
  );
  const updates = update(
    graph,
    onlyWeights(state, trained),
    gradients,
    settings,
    config.emaDecay,
    begin,
  );
  const losses = graph.pack([loss!, reconstruction!, kl!]);
  return { feeds, fetches: [afterUpdates(graph, 'step/losses', losses, updates)] };
}

/** indices, seed, [learning rate, beta1^t, beta2^t, unused] to the baseline's loss. */
export function baselineStep(
  graph: GraphBuilder,
  config: RunConfig,
  data: DataVariables,
  state: StateVariables,
): EntryDefinition {
  const begin = graph.nodes.length;
  const { feeds, batch, seed, settings } = stepInputs(graph, config, data, 'baseline_step');
  let trained: string[] = [];
  const [loss, ...gradients] = record(graph, lowering(config.precision), (standIn) => {
    const step = withNativeGradients(() =>
      baselineLossAndGradients(
        config,
        weightStandIns(standIn, state.weights),
        batchStandIns(standIn, batch, config.batchSize),
        standIn<Tensor1D>(seed, [2], 'int32'),
      ),
    );
    trained = Object.keys(step.gradients);
    return [step.loss, ...Object.values(step.gradients)];
  });
  const updates = update(
    graph,
    onlyWeights(state, trained),
    gradients,
    settings,
    config.emaDecay,
    begin,
  );
  return { feeds, fetches: [afterUpdates(graph, 'baseline_step/loss', loss!, updates)] };
}

interface StepSettings extends AdamRates {
  readonly klWeight: Output;
}

function stepInputs(graph: GraphBuilder, config: RunConfig, data: DataVariables, entry: string) {
  const indices = feedOf(graph, `${entry}/indices`, 'int32', [config.batchSize]);
  const seed = feedOf(graph, `${entry}/seed`, 'int32', [2]);
  const packed = feedOf(graph, `${entry}/settings`, 'float32', [4]);
  const [learningRate, beta1Power, beta2Power, klWeight] = graph.unpack(packed.name, 4) as [
    Output,
    Output,
    Output,
    Output,
  ];
  const settings: StepSettings = { learningRate, beta1Power, beta2Power, klWeight };
  const batch = examples(graph, data, indices.name);
  return { feeds: [indices, seed, packed], batch, seed: seed.name, settings };
}

/** The value, to be fetched, as it was before the updates that fetching it makes happen. */
function afterUpdates(
  graph: GraphBuilder,
  name: string,
  value: Output,
  updates: readonly Output[],
): Output {
  const after = updates.map((node) => `^${node}`);
  return graph.add('Identity', [value, ...after], { T: typeOf('float32') }, name);
}
