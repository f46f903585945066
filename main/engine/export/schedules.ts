import type { RunConfig } from '../../../shared/run-config';
import type { GraphBuilder, Output } from '../graph/graph-builder';
import { typeOf } from '../graph/graph-def';

/** The schedules of `../schedules.ts` as nodes, of the number of steps done (int32, a scalar). */
export interface Schedule {
  readonly steps: Output;
  readonly stepsPerEpoch: number;
}

const float = { T: typeOf('float32') };
const integer = { T: typeOf('int32') };

export function scheduledLearningRate(
  graph: GraphBuilder,
  { learningRate, learningRateDecay, decayEvery, decayFactor, epochs }: RunConfig,
  { steps, stepsPerEpoch }: Schedule,
): Output {
  const full = graph.scalar(learningRate);
  switch (learningRateDecay) {
    case 'none':
      return full;
    case 'cosine': {
      const angle = graph.add(
        'Mul',
        [partOf(graph, steps, epochs * stepsPerEpoch), graph.scalar(Math.PI)],
        float,
      );
      const height = graph.add('AddV2', [graph.add('Cos', [angle], float), graph.scalar(1)], float);
      return graph.add('Mul', [height, graph.scalar(learningRate / 2)], float);
    }
    case 'step': {
      const interval = graph.integer(decayEvery * stepsPerEpoch);
      const count = asFloat(graph, graph.add('FloorDiv', [steps, interval], integer));
      const factor = graph.add('Pow', [graph.scalar(decayFactor), count], float);
      return graph.add('Mul', [full, factor], float);
    }
  }
}

export function scheduledKlWeight(
  graph: GraphBuilder,
  { beta, klWarmupEpochs }: RunConfig,
  { steps, stepsPerEpoch }: Schedule,
): Output {
  const full = graph.scalar(beta);
  if (klWarmupEpochs === 0) return full;
  const part = partOf(graph, steps, klWarmupEpochs * stepsPerEpoch);
  return graph.add('Mul', [full, part], float);
}

/** steps / whole, but 1 at most. */
function partOf(graph: GraphBuilder, steps: Output, whole: number): Output {
  const part = graph.add('RealDiv', [asFloat(graph, steps), graph.scalar(whole)], float);
  return graph.add('Minimum', [part, graph.scalar(1)], float);
}

function asFloat(graph: GraphBuilder, value: Output): Output {
  return graph.add('Cast', [value], { SrcT: typeOf('int32'), DstT: typeOf('float32') });
}
