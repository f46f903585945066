import { pixelCount } from '../../shared/images';
import type { RunConfig } from '../../shared/run-config';
import type { Dataset } from './data/idx';
import {
  adam,
  evaluationBatch,
  type BaselineStep,
  type CreateEngine,
  type Engine,
  type EngineState,
  type EvaluatedBatch,
  type Step,
  type Tensors,
} from './engine';
import { completesImages } from './model/conditioning';
import { complete, decode, likelihoodMean, variationalBound, type Batch } from './model/cvae';
import { baselineLossAndGradients, elboAndGradients } from './model/gradients';
import type { Weights } from './model/layers';
import { baselineNoiseSeed, evaluationNoiseSeed, trainingNoiseSeed } from './random-streams';
import { startState } from './start-state';
import { tf, type Tensor } from './tensorflow';

/** The reference that the graph engine is held against in tests and benchmarks: plain tfjs, op by op. */
export const createEagerEngine: CreateEngine = (config, dataset) =>
  new EagerEngine(config, dataset);

interface TensorState {
  readonly weights: Weights;
  readonly firstMoments: Weights;
  readonly secondMoments: Weights;
  readonly averages: Weights | null;
}

class EagerEngine implements Engine {
  readonly stepsAtOnce = 1;
  readonly #config: RunConfig;
  readonly #dataset: Dataset;
  #state: TensorState;

  constructor(config: RunConfig, dataset: Dataset) {
    this.#config = config;
    this.#dataset = dataset;
    this.#state = toTensors(startState(config, dataset));
  }

  steps(steps: readonly Step[]): Float32Array {
    return Float32Array.from(steps.flatMap((step) => [...this.#step(step)]));
  }

  #step({ number, indices, learningRate, klWeight }: Step): Float32Array {
    const { trainImages, trainLabels } = this.#dataset;
    return tf.tidy(() => {
      const step = elboAndGradients(
        this.#config,
        this.#state.weights,
        batchOf(trainImages, trainLabels, indices),
        tf.tensor1d(trainingNoiseSeed(this.#config.seed, number), 'int32'),
        tf.scalar(klWeight),
      );
      this.#update(step.gradients, learningRate, number + 1);
      const losses = tf.stack([step.loss, step.reconstruction, step.kl]).dataSync<'float32'>();
      tf.dispose([step.reconstruction, step.kl]);
      return losses;
    });
  }

  baselineStep({ number, indices, learningRate }: BaselineStep): number {
    const { trainImages, trainLabels } = this.#dataset;
    return tf.tidy(() => {
      const step = baselineLossAndGradients(
        this.#config,
        this.#state.weights,
        batchOf(trainImages, trainLabels, indices),
        tf.tensor1d(baselineNoiseSeed(this.#config.seed, number), 'int32'),
      );
      this.#update(step.gradients, learningRate, number + 1);
      return step.loss.dataSync<'float32'>()[0]!;
    });
  }

  evaluate(from: number, to: number): EvaluatedBatch {
    const { testImages, testLabels } = this.#dataset;
    const indices = Int32Array.from({ length: to - from }, (_, i) => from + i);
    return tf.tidy(() => {
      const { reconstruction, kl, posterior } = variationalBound(
        this.#config,
        this.#evaluated,
        batchOf(testImages, testLabels, indices),
        tf.tensor1d(evaluationNoiseSeed(this.#config.seed, from / evaluationBatch), 'int32'),
      );
      return {
        reconstruction: reconstruction.dataSync<'float32'>(),
        kl: kl.dataSync<'float32'>(),
        mean: posterior.mean.dataSync<'float32'>(),
      };
    });
  }

  decode(latents: Float32Array, conditions: Int32Array): Float32Array {
    const { testImages, testLabels } = this.#dataset;
    return tf.tidy(() => {
      const z = tf.tensor2d(latents, [conditions.length, this.#config.latentDimensions]);
      if (completesImages(this.#config)) {
        const { images } = batchOf(testImages, testLabels, conditions);
        return complete(this.#config, this.#evaluated, images, z).dataSync<'float32'>();
      }
      const logits = decode(this.#config, this.#evaluated, z, tf.tensor1d(conditions, 'int32'));
      return likelihoodMean(this.#config, logits).dataSync<'float32'>();
    });
  }

  read(): EngineState {
    const { weights, firstMoments, secondMoments, averages } = this.#state;
    return {
      weights: toValues(weights),
      firstMoments: toValues(firstMoments),
      secondMoments: toValues(secondMoments),
      averages: averages && toValues(averages),
    };
  }

  write(state: EngineState): void {
    this.#replace(toTensors(state));
  }

  close(): void {
    tf.dispose(tensorsOf(this.#state));
  }

  get #evaluated(): Weights {
    return this.#state.averages ?? this.#state.weights;
  }

  /** Adam (Kingma and Ba 2015, section 2, last paragraph) and averaging, of the weights with a gradient. */
  #update(gradients: Weights, learningRate: number, t: number): void {
    const { weights, firstMoments, secondMoments, averages } = this.#state;
    const m = combine(gradients, firstMoments, movingAverage(adam.beta1));
    const squares = combine(gradients, gradients, tf.mul);
    const v = combine(squares, secondMoments, movingAverage(adam.beta2));
    const rate = (learningRate * Math.sqrt(1 - adam.beta2 ** t)) / (1 - adam.beta1 ** t);
    const changes = combine(m, v, (mean, square) =>
      tf.div(tf.mul(mean, rate), tf.add(tf.sqrt(square), adam.epsilon)),
    );
    const updated = combine(changes, weights, (change, weight) => tf.sub(weight, change));
    const averaged = averages && combine(updated, averages, movingAverage(this.#config.emaDecay));
    this.#replace({
      weights: { ...weights, ...updated },
      firstMoments: { ...firstMoments, ...m },
      secondMoments: { ...secondMoments, ...v },
      averages: averages && { ...averages, ...averaged },
    });
  }

  /** Takes over tensors of the next state, and disposes of those that are not in it. */
  #replace(next: TensorState): void {
    const kept = new Set(tensorsOf(next));
    tf.dispose(tensorsOf(this.#state).filter((tensor) => !kept.has(tensor)));
    for (const tensor of kept) tf.keep(tensor);
    this.#state = next;
  }
}

/** Gray levels and labels of the examples at `indices` as the model takes them. */
function batchOf(images: Uint8Array, labels: Uint8Array, indices: Int32Array): Batch {
  const intensities = new Float32Array(indices.length * pixelCount);
  indices.forEach((example, row) => {
    for (let i = 0; i < pixelCount; i++) {
      intensities[row * pixelCount + i] = images[example * pixelCount + i]! / 255;
    }
  });
  return {
    images: tf.tensor2d(intensities, [indices.length, pixelCount]),
    labels: tf.tensor1d(
      indices.map((example) => labels[example]!),
      'int32',
    ),
  };
}

const movingAverage =
  (decay: number) =>
  (value: Tensor, average: Tensor): Tensor =>
    tf.add(tf.mul(average, decay), tf.mul(value, 1 - decay));

/** Maps each tensor of `a` with that of the same name in `b`. */
function combine(a: Weights, b: Weights, map: (a: Tensor, b: Tensor) => Tensor): Weights {
  return Object.fromEntries(
    Object.entries(a).map(([name, tensor]) => [name, map(tensor, b[name]!)]),
  );
}

function toTensors(state: EngineState): TensorState {
  // A copy, for tfjs shares the array it is given.
  const tensors = (values: Tensors): Weights =>
    Object.fromEntries(
      Object.entries(values).map(([name, tensor]) => [
        name,
        tf.tensor(tensor.values.slice(), [...tensor.shape]),
      ]),
    );
  return {
    weights: tensors(state.weights),
    firstMoments: tensors(state.firstMoments),
    secondMoments: tensors(state.secondMoments),
    averages: state.averages && tensors(state.averages),
  };
}

function toValues(weights: Weights): Tensors {
  return Object.fromEntries(
    Object.entries(weights).map(([name, tensor]) => [
      name,
      { shape: tensor.shape, values: tensor.dataSync<'float32'>() },
    ]),
  );
}

function tensorsOf({ weights, firstMoments, secondMoments, averages }: TensorState): Tensor[] {
  return [weights, firstMoments, secondMoments, averages ?? {}].flatMap((part) =>
    Object.values(part),
  );
}
