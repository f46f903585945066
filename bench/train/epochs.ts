import { createInterface } from 'node:readline';
import { readDataset, type Dataset } from '../../main/engine/data/idx';
import { createEagerEngine } from '../../main/engine/eager-engine';
import type { Engine, Step } from '../../main/engine/engine';
import { engineFacts } from '../../main/engine/facts';
import { createGraphEngine } from '../../main/engine/graph-engine';
import { Pace } from '../../main/engine/pace';
import { epochOrder } from '../../main/engine/random-streams';
import { trainingImages } from '../../main/engine/start-state';
import type { RunConfig } from '../../shared/run-config';
import type { DatasetFiles } from '../../shared/trainer-protocol';

export interface EpochTask {
  readonly engine: 'eager' | 'graph';
  readonly config: RunConfig;
  readonly mnist: DatasetFiles;
}

/** The first line that a trainer says: it is ready to train. */
export interface TrainerIntroduction {
  readonly versions: Readonly<Record<string, string>>;
}

/** What it says after each epoch. */
export interface EpochTime {
  readonly seconds: number;
  /** The most memory that the process has had so far. */
  readonly peakBytes: number;
}

/** Trains an epoch for every line on standard input, on the argument's task. */
const { engine: kind, config, mnist } = JSON.parse(process.argv[2] ?? '') as EpochTask;
const dataset = readDataset(mnist);
const engine = (kind === 'eager' ? createEagerEngine : createGraphEngine)(config, dataset);

const { tensorflow, tfjs, node } = engineFacts();
say({ versions: { node, tfjs, tensorflow } } satisfies TrainerIntroduction);

let epochsDone = 0;
for await (const _ of createInterface({ input: process.stdin })) {
  const seconds = trainEpoch(engine, dataset, ++epochsDone);
  say({ seconds, peakBytes: process.resourceUsage().maxRSS * 1024 } satisfies EpochTime);
}
engine.close();

/** All training steps of an epoch, as the training loop does them; without evaluation. Seconds. */
function trainEpoch(engine: Engine, dataset: Dataset, epoch: number): number {
  const { batchSize, learningRate, beta, seed } = config;
  const images = trainingImages(config, dataset);
  const steps = Math.floor(images / batchSize);
  const pace = new Pace();
  const order = epochOrder(seed, epoch, images);
  const stepAt = (step: number): Step => ({
    number: (epoch - 1) * steps + step,
    indices: order.subarray(step * batchSize, (step + 1) * batchSize),
    learningRate,
    klWeight: beta,
  });
  for (let done = 0; done < steps;) {
    const count = pace.together(engine.stepsAtOnce, steps - done);
    const together = Array.from({ length: count }, (_, i) => stepAt(done + i));
    const losses = pace.timed(count, () => engine.steps(together));
    if (!losses.every(Number.isFinite)) throw new Error(`A loss in epoch ${epoch} is no number.`);
    done += count;
  }
  return pace.seconds;
}

function say(line: TrainerIntroduction | EpochTime): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
