import { permutation, mixSeeds } from '../../../shared/random';
import { adam, type Tensors } from '../engine';
import type { Dataset } from '../data/idx';
import { GraphBuilder, type Output } from '../graph/graph-builder';
import { lowering } from '../graph/lower';
import { withNativeGradients } from '../graph/native-gradients';
import { update } from '../graph/optimizer';
import { record } from '../graph/record';
import { GraphSession, type EntryPoint } from '../graph/session';
import { batchStandIns, weightStandIns } from '../graph/stand-ins';
import { assignment, dataVariables, examples, feedOf, stateVariables } from '../graph/variables';
import type { Batch } from '../model/cvae';
import { differentiate } from '../model/gradients';
import type { Weights } from '../model/layers';
import { learningRateAt } from '../schedules';
import { tf, type Scalar, type Tensor2D } from '../tensorflow';
import { initialJudge, judgeFeatures, judgeLogits, judgeShapes } from './judge';
import type { Pause } from './pause';

const epochs = 3;
const batchSize = 100;
const schedule = {
  epochs,
  learningRate: 0.002,
  learningRateDecay: 'cosine',
  decayEvery: 1,
  decayFactor: 1,
} as const;
/** The same for every run, so that all are measured by the same judge. */
const seed = 1;

type TrainingSet = Pick<Dataset, 'trainImages' | 'trainLabels' | 'trainCount' | 'classes'>;

/**
 * Trains the judge on a dataset's training images by cross-entropy and Adam, as a recorded graph. The
 * same dataset gives the same judge on the same machine.
 */
export async function trainJudge(dataset: TrainingSet, pause: Pause): Promise<Tensors> {
  const batch = Math.min(batchSize, dataset.trainCount);
  const { session, step, read } = judgeSession(dataset, batch);
  try {
    const stepsPerEpoch = Math.floor(dataset.trainCount / batch);
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = permutation(mixSeeds(seed, epoch), dataset.trainCount);
      for (let i = 0; i < stepsPerEpoch; i++) {
        const done = epoch * stepsPerEpoch + i;
        const rate = learningRateAt(schedule, done / stepsPerEpoch);
        const [t1, t2] = [adam.beta1 ** (done + 1), adam.beta2 ** (done + 1)];
        step(order.subarray(i * batch, (i + 1) * batch), Float32Array.of(rate, t1, t2));
        await pause((done + 1) / (epochs * stepsPerEpoch));
      }
    }
    const values = read();
    const shapes = Object.entries(judgeShapes(dataset.classes));
    return Object.fromEntries(
      shapes.map(([name, shape], i) => [name, { shape, values: values[i]! }]),
    );
  } finally {
    session.close();
  }
}

interface JudgeSession {
  readonly session: GraphSession;
  /** indices, [learning rate, beta1^t, beta2^t] to the loss: nats an image. */
  readonly step: EntryPoint;
  /** The weights in the order of `judgeShapes`. */
  readonly read: EntryPoint;
}

function judgeSession(dataset: TrainingSet, batch: number): JudgeSession {
  const graph = new GraphBuilder();
  const shapes = judgeShapes(dataset.classes);
  const data = dataVariables(graph, 'train', dataset.trainCount);
  const state = {
    weights: stateVariables(graph, 'weights', shapes),
    firstMoments: stateVariables(graph, 'first_moments', shapes),
    secondMoments: stateVariables(graph, 'second_moments', shapes),
    averages: [],
  };
  const all = [...state.weights, ...state.firstMoments, ...state.secondMoments];
  const load = assignment(graph, 'load', [...data, ...all]);

  const indices = feedOf(graph, 'step/indices', 'int32', [batch]);
  const packed = feedOf(graph, 'step/settings', 'float32', [3]);
  const [learningRate, beta1Power, beta2Power] = graph.unpack(packed.name, 3, 'float32') as [
    Output,
    Output,
    Output,
  ];
  const seen = examples(graph, data, indices.name);
  const [loss, ...gradients] = record(graph, lowering('float32'), (standIn) => {
    const weights = weightStandIns(standIn, state.weights);
    const images = batchStandIns(standIn, seen, batch);
    const differentiated = withNativeGradients(() =>
      differentiate(
        weights,
        () => true,
        (given) => crossEntropy(given, images),
      ),
    );
    return [differentiated.loss, ...Object.values(differentiated.gradients)];
  });
  const updates = update(graph, state, gradients, { learningRate, beta1Power, beta2Power }, 0, 0);
  const fetches = [loss!, graph.barrier('step/done', updates)];

  const session = new GraphSession(graph.nodes);
  const initial = Object.values(initialJudge(dataset.classes, seed)).map(({ values }) => values);
  const moments = initial.map((values) => new Float32Array(values.length));
  session.entryPoint(load.feeds, load.fetches)(
    dataset.trainImages,
    dataset.trainLabels,
    ...initial,
    ...moments,
    ...moments,
  );
  return {
    session,
    step: session.entryPoint([indices, packed], fetches),
    read: session.entryPoint(
      [],
      state.weights.map((variable) => variable.value),
    ),
  };
}

/** -log p(label | image) of a batch: nats an image. */
function crossEntropy(weights: Weights, { images, labels }: Batch): Scalar {
  const logits = judgeLogits(weights, judgeFeatures(weights, images));
  const codes = tf.oneHot(labels, logits.shape[1], 1, 0, 'float32') as Tensor2D;
  const chosen = tf.sum(tf.mul(logits, codes), 1);
  return tf.mean(tf.sub(tf.logSumExp(logits, 1), chosen));
}
