import { pixelCount } from '../../../shared/images';
import type { RunConfig } from '../../../shared/run-config';
import { adam } from '../engine';
import type { GraphBuilder, GraphVariable, Output } from '../graph/graph-builder';
import { typeOf, type Signature, type SignatureTensor } from '../graph/graph-def';
import type { AdamRates, StateVariables } from '../graph/optimizer';
import { ofElbo, updatingStep } from '../graph/training-steps';
import { feedOf } from '../graph/variables';
import { trainingNoiseSeed } from '../random-streams';
import type { TrainingStart } from './training-start';

/** Steps of training done. */
export const stepVariable = (graph: GraphBuilder): GraphVariable =>
  graph.variable('step', 'int32', []);

/**
 * images [batch, 784] in 0..1 and, for a model that is told them, labels int32 [batch] to loss,
 * reconstruction and KL before the update: nats an image. The batch size is the run's own; noise follows from
 * its seed and the steps done.
 */
export function trainSignature(
  graph: GraphBuilder,
  config: RunConfig,
  state: StateVariables,
  step: GraphVariable,
  { learningRate, klWeight }: Pick<TrainingStart, 'learningRate' | 'klWeight'>,
): Signature {
  const count = config.batchSize;
  const images = fed(graph, 'train_step/images', 'float32', [count, pixelCount]);
  const labels =
    config.conditioning === 'label' ? fed(graph, 'train_step/labels', 'int32', [count]) : null;
  const { seed, rates, advance } = clock(graph, config, learningRate, step);
  const { losses, updates } = updatingStep(
    graph,
    config,
    config.precision,
    state,
    {
      batch: { images: images.output, labels: labels?.output ?? '' },
      seed,
      klWeight: graph.scalar(klWeight),
      rates,
    },
    ofElbo,
  );
  const [loss, reconstruction, kl] = losses;
  const after = [...updates, advance].map((node) => `^${node}`);
  const result = (name: string, value: Output): SignatureTensor => ({
    output: graph.add(
      'Identity',
      [value, ...after],
      { T: typeOf('float32') },
      `train_step/${name}`,
    ),
    type: 'float32',
    shape: [],
  });
  return {
    inputs: { images, ...(labels && { labels }) },
    outputs: {
      loss: result('loss', loss!),
      reconstruction: result('reconstruction', reconstruction!),
      kl: result('kl', kl!),
    },
  };
}

/** What depends on the number of the step, and the node that counts it. */
function clock(
  graph: GraphBuilder,
  config: RunConfig,
  learningRate: number,
  step: GraphVariable,
): { readonly seed: Output; readonly rates: AdamRates; readonly advance: Output } {
  const integer = { T: typeOf('int32') };
  const float = { T: typeOf('float32') };
  const one = int32(graph, 1);
  // A copy, since counting changes the variable while others may still read it.
  const number = graph.add('DeepCopy', [step.value], integer);
  const [stream] = trainingNoiseSeed(config.seed, 0);
  const seed = graph.add('Pack', [int32(graph, stream!), number], {
    ...integer,
    N: { kind: 'int', value: 2 },
    axis: { kind: 'int', value: 0 },
  });
  const next = graph.add('AddV2', [number, one], integer);
  const t = graph.add('Cast', [next], { SrcT: typeOf('int32'), DstT: typeOf('float32') });
  const advance = graph.add('AssignVariableOp', [step.handle, next], { dtype: typeOf('int32') });
  const power = (base: number) => graph.add('Pow', [graph.scalar(base), t], float);
  const rates = {
    learningRate: graph.scalar(learningRate),
    beta1Power: power(adam.beta1),
    beta2Power: power(adam.beta2),
  };
  return { seed, rates, advance };
}

function fed(
  graph: GraphBuilder,
  name: string,
  type: 'float32' | 'int32',
  shape: readonly number[],
): SignatureTensor {
  feedOf(graph, name, type, shape);
  return { output: name, type, shape };
}

function int32(graph: GraphBuilder, value: number): Output {
  const bytes = new Uint8Array(Int32Array.of(value).buffer);
  return graph.constant({ type: 'int32', shape: [], bytes });
}
