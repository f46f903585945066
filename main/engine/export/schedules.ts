import type { RunConfig } from '../../../shared/run-config';
import type { GraphBuilder, Output } from '../graph/graph-builder';
import { typeOf } from '../graph/graph-def';

/** The schedules of `../schedules.ts` as nodes. */

export interface Schedule {
  /** Steps done: int32, a scalar. */
  readonly steps: Output;
  readonly stepsPerEpoch: number;
}

const float = { T: typeOf('float32') };
const integer = { T: typeOf('int32') };

/** Without a schedule, the full rate. */
export function scheduledLearningRate(
  graph: GraphBuilder,
  { learningRate, learningRateDecay, decayEvery, decayFactor, epochs }: RunConfig,
  schedule: Schedule | null,
): Output {
  const full = graph.scalar(learningRate);
  if (schedule === null || learningRateDecay === 'none') return full;
  const { steps, stepsPerEpoch } = schedule;
  if (learningRateDecay === 'cosine') {
    const part = partOf(graph, steps, epochs * stepsPerEpoch);
    const angle = graph.add('Mul', [part, graph.scalar(Math.PI)], float);
    const cosine = graph.add('Cos', [angle], float);
    const height = graph.add('AddV2', [cosine, graph.scalar(1)], float);
    return graph.add('Mul', [height, graph.scalar(learningRate / 2)], float);
  }
  const interval = graph.integer(decayEvery * stepsPerEpoch);
  const decays = asFloat(graph, graph.add('FloorDiv', [steps, interval], integer));
  const factor = graph.add('Pow', [graph.scalar(decayFactor), decays], float);
  return graph.add('Mul', [full, factor], float);
}

/** Without a schedule, the full weight. */
export function scheduledKlWeight(
  graph: GraphBuilder,
  { beta, klWarmupEpochs }: RunConfig,
  schedule: Schedule | null,
): Output {
  const full = graph.scalar(beta);
  if (schedule === null || klWarmupEpochs === 0) return full;
  const part = partOf(graph, schedule.steps, klWarmupEpochs * schedule.stepsPerEpoch);
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
