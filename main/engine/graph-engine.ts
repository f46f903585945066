import { pixelCount } from '../../shared/images';
import type { RunConfig } from '../../shared/run-config';
import type { Dataset } from './data/idx';
import {
  adam,
  evaluationBatch,
  type BaselineStep,
  type Engine,
  type EngineState,
  type EvaluatedBatch,
  type Step,
  type Tensors,
} from './engine';
import { GraphSession, type EntryPoint } from './graph/session';
import { buildTrainingGraph } from './graph/training-graph';
import type { EntryDefinition } from './graph/variables';
import { baselineNoiseSeed, evaluationNoiseSeed, trainingNoiseSeed } from './random-streams';
import { snapshotCells } from './snapshot';
import { startState, trainingImages } from './start-state';

/** The engine that trains: the recorded graph, run by TensorFlow. */
export function createGraphEngine(config: RunConfig, dataset: Dataset): Engine {
  return new GraphEngine(config, dataset);
}

/**
 * A step begins on one core, with the choice of its images, and ends in what only one layer has left to
 * do: the next one's beginning fills these gaps. More than four at once gain no more.
 */
const stepsAtOnce = 4;

class GraphEngine implements Engine {
  readonly stepsAtOnce = stepsAtOnce;
  readonly #seed: number;
  readonly #shapes: Readonly<Record<string, readonly number[]>>;
  readonly #averaging: boolean;
  readonly #evaluationBatch: number;
  readonly #session: GraphSession;
  readonly #step: EntryPoint;
  readonly #steps: EntryPoint;
  readonly #baselineStep: EntryPoint | null;
  readonly #evaluate: EntryPoint;
  readonly #decode: EntryPoint;
  readonly #read: EntryPoint;
  readonly #write: EntryPoint;

  constructor(config: RunConfig, dataset: Dataset) {
    const trainCount = trainingImages(config, dataset);
    this.#seed = config.seed;
    this.#averaging = config.emaDecay > 0;
    this.#evaluationBatch = Math.min(evaluationBatch, dataset.testCount);
    const graph = buildTrainingGraph(config, {
      trainCount,
      testCount: dataset.testCount,
      classes: dataset.classes,
      stepsAtOnce,
      evaluationBatch: this.#evaluationBatch,
      cells: snapshotCells(config, dataset),
    });
    this.#shapes = graph.shapes;
    this.#session = new GraphSession(graph.nodes);
    const entry = ({ feeds, fetches }: EntryDefinition) => this.#session.entryPoint(feeds, fetches);
    this.#step = entry(graph.step);
    this.#steps = entry(graph.steps);
    this.#baselineStep = graph.baselineStep && entry(graph.baselineStep);
    this.#evaluate = entry(graph.evaluate);
    this.#decode = entry(graph.decode);
    this.#read = entry(graph.read);
    this.#write = entry(graph.write);

    entry(graph.load)(
      dataset.trainImages.subarray(0, trainCount * pixelCount),
      dataset.trainLabels.subarray(0, trainCount),
      dataset.testImages,
      dataset.testLabels,
    );
    this.write(startState(config, dataset));
  }

  steps(steps: readonly Step[]): Float32Array {
    const run = (entry: EntryPoint, given: readonly Step[]) =>
      entry(
        Int32Array.from(given.flatMap(({ indices }) => [...indices])),
        Int32Array.from(given.flatMap(({ number }) => [...trainingNoiseSeed(this.#seed, number)])),
        Float32Array.from(given.flatMap((step) => settingsOf(step, step.klWeight))),
      )[0]!;
    return steps.length === stepsAtOnce
      ? run(this.#steps, steps)
      : Float32Array.from(steps.flatMap((step) => [...run(this.#step, [step])]));
  }

  baselineStep(step: BaselineStep): number {
    if (this.#baselineStep === null) throw new Error('This model has no baseline.');
    const seed = baselineNoiseSeed(this.#seed, step.number);
    return this.#baselineStep(step.indices, seed, Float32Array.from(settingsOf(step, 0)))[0]![0]!;
  }

  evaluate(from: number, to: number): EvaluatedBatch {
    // The graph measures whole batches: a shorter one is filled up with its last image.
    const indices = Int32Array.from({ length: this.#evaluationBatch }, (_, i) =>
      Math.min(from + i, to - 1),
    );
    const seed = evaluationNoiseSeed(this.#seed, from / evaluationBatch);
    const [reconstruction, kl, mean] = this.#evaluate(indices, seed);
    const z = kl!.length / this.#evaluationBatch;
    return {
      reconstruction: reconstruction!.subarray(0, to - from),
      kl: kl!.subarray(0, (to - from) * z),
      mean: mean!.subarray(0, (to - from) * z),
    };
  }

  decode(latents: Float32Array, conditions: Int32Array): Float32Array {
    return this.#decode(latents, conditions)[0]!;
  }

  read(): EngineState {
    const values = this.#read();
    const count = Object.keys(this.#shapes).length;
    const part = (index: number): Tensors =>
      Object.fromEntries(
        Object.entries(this.#shapes).map(([name, shape], i) => [
          name,
          { shape, values: values[index * count + i]! },
        ]),
      );
    return {
      weights: part(0),
      firstMoments: part(1),
      secondMoments: part(2),
      averages: this.#averaging ? part(3) : null,
    };
  }

  write({ weights, firstMoments, secondMoments, averages }: EngineState): void {
    const parts = [weights, firstMoments, secondMoments];
    if (this.#averaging) parts.push(averages ?? weights);
    this.#write(
      ...parts.flatMap((part) => Object.keys(this.#shapes).map((name) => part[name]!.values)),
    );
  }

  close(): void {
    this.#session.close();
  }
}

/** [learning rate, beta1^t, beta2^t, KL weight]. */
function settingsOf({ number, learningRate }: BaselineStep, klWeight: number): number[] {
  const t = number + 1;
  return [learningRate, adam.beta1 ** t, adam.beta2 ** t, klWeight];
}
