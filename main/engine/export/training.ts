import { pixelCount } from '../../../shared/images';
import type { RunConfig } from '../../../shared/run-config';
import { adam } from '../engine';
import { arithmeticOf } from '../graph/arithmetic';
import type { GraphBuilder, GraphVariable, Output } from '../graph/graph-builder';
import { typeOf, type Signature, type SignatureTensor } from '../graph/graph-def';
import type { StateVariables } from '../graph/optimizer';
import { ofElbo, updatingStep, type StepInputs } from '../graph/training-steps';
import { feedOf } from '../graph/variables';
import { trainingNoiseSeed } from '../random-streams';
import { scheduledKlWeight, scheduledLearningRate } from './schedules';
import type { TrainingStart } from './training-start';

/** Steps of training done. */
export const stepVariable = (graph: GraphBuilder): GraphVariable =>
  graph.variable('step', 'int32', []);

/**
 * images [batch, 784] in 0..1 and, for a model that is told them, labels int32 [batch] to loss,
 * reconstruction and KL before the update: nats an image. The batch size and the arithmetic are the run's own on
 * this machine; noise, learning rate and KL weight follow from its configuration and the steps done.
 */
export function trainSignature(
  graph: GraphBuilder,
  config: RunConfig,
  state: StateVariables,
  step: GraphVariable,
  stepsPerEpoch: TrainingStart['stepsPerEpoch'],
): Signature {
  const count = config.batchSize;
  const images = fed(graph, 'train_step/images', 'float32', [count, pixelCount]);
  const labels =
    config.conditioning === 'label' ? fed(graph, 'train_step/labels', 'int32', [count]) : null;
  const { seed, rates, klWeight, advance } = clock(graph, config, stepsPerEpoch, step);
  const { losses, updates } = updatingStep(
    graph,
    config,
    arithmeticOf(config.precision),
    state,
    {
      batch: { images: images.output, labels: labels?.output ?? '' },
      seed,
      klWeight,
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
  stepsPerEpoch: number | null,
  step: GraphVariable,
): Omit<StepInputs, 'batch'> & { readonly advance: Output } {
  const integer = { T: typeOf('int32') };
  const float = { T: typeOf('float32') };
  const one = graph.integer(1);
  // A copy, since counting changes the variable while others may still read it.
  const number = graph.add('DeepCopy', [step.value], integer);
  const [stream] = trainingNoiseSeed(config.seed, 0);
  const seed = graph.add('Pack', [graph.integer(stream!), number], {
    ...integer,
    N: { kind: 'int', value: 2 },
    axis: { kind: 'int', value: 0 },
  });
  const next = graph.add('AddV2', [number, one], integer);
  const t = graph.add('Cast', [next], { SrcT: typeOf('int32'), DstT: typeOf('float32') });
  const advance = graph.add('AssignVariableOp', [step.handle, next], { dtype: typeOf('int32') });
  const power = (base: number) => graph.add('Pow', [graph.scalar(base), t], float);
  const schedule = stepsPerEpoch === null ? null : { steps: number, stepsPerEpoch };
  const rates = {
    learningRate: scheduledLearningRate(graph, config, schedule),
    beta1Power: power(adam.beta1),
    beta2Power: power(adam.beta2),
  };
  const klWeight = scheduledKlWeight(graph, config, schedule);
  return { seed, rates, klWeight, advance };
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
