import { performance } from 'node:perf_hooks';
import { SamplerClient } from '../../main/engine-host/sampler-client';
import { SamplerHost } from '../../main/engine-host/sampler-host';
import { TrainerHost } from '../../main/engine-host/trainer-host';
import { availableThreads } from '../../main/engine-host/threads';
import { checkpointIdSchema, runIdSchema } from '../../shared/ids';
import { standardNormals } from '../../shared/random';
import { runConfigSchema } from '../../shared/run-config';
import type { CheckpointWeights } from '../../shared/sampler-protocol';
import type { DatasetFiles, TrainingState } from '../../shared/trainer-protocol';

export interface LatencyTask {
  readonly trainer: string;
  readonly sampler: string;
  readonly mnist: DatasetFiles;
  /** Each is measured idle and while training. */
  readonly rounds: number;
  /** By the number of digits that are asked for: how many times. */
  readonly requests: readonly { readonly digits: number; readonly count: number }[];
}

export interface Latencies {
  readonly digits: number;
  readonly training: boolean;
  /** Milliseconds of each request, by round. */
  readonly rounds: readonly (readonly number[])[];
}

const run = runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const checkpoint = checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const warmUps = 10;

/**
 * How long the real sampler takes to answer, from main's request to main's pixels, while the real trainer
 * rests and while it trains.
 */
export async function measureLatency(task: LatencyTask): Promise<readonly Latencies[]> {
  const trainer = new TrainerHost({ entry: task.trainer });
  const state = await trainedState(trainer, task.mnist);
  const config = runConfigSchema.parse({});
  const { weights, sha256 } = state;
  const model: CheckpointWeights = { checkpoint, config, weights, sha256 };
  const sampler = new SamplerHost({
    entry: task.sampler,
    weights: () => model,
    datasetFiles: () => task.mnist,
  });
  const client = new SamplerClient((port) => sampler.connect(port));
  try {
    await timeRequests(client, 100, warmUps);
    const measured = new Map<string, { digits: number; training: boolean; rounds: number[][] }>();
    for (let round = 0; round < task.rounds; round++) {
      for (const training of [false, true]) {
        const stop = training ? await train(trainer, task.mnist) : null;
        for (const { digits, count } of task.requests) {
          const key = `${digits} ${training}`;
          const entry = measured.get(key) ?? { digits, training, rounds: [] };
          entry.rounds.push(await timeRequests(client, digits, count));
          measured.set(key, entry);
        }
        await stop?.();
      }
    }
    return [...measured.values()];
  } finally {
    client.dispose();
    await Promise.all([trainer.dispose(), sampler.dispose()]);
  }
}

/** Milliseconds of each of `count` requests, one after another, each for other digits. */
async function timeRequests(
  client: SamplerClient,
  digits: number,
  count: number,
): Promise<number[]> {
  const labels = Uint8Array.from({ length: digits }, (_, i) => i % 10);
  const times: number[] = [];
  for (let i = 0; i < count; i++) {
    const latents = standardNormals(i, 2 * digits);
    const start = performance.now();
    await client.decode(checkpoint, labels, latents);
    times.push(performance.now() - start);
  }
  return times;
}

/** The state of the seed's network after a few steps. */
function trainedState(trainer: TrainerHost, mnist: DatasetFiles): Promise<TrainingState> {
  const config = runConfigSchema.parse({ trainLimit: 1000, epochs: 1 });
  return new Promise((resolve, reject) => {
    let state: TrainingState | null = null;
    const forget = trainer.onEvent((event) => {
      if (event.kind === 'epoch') state = event.state;
      if (event.kind === 'failed' || event.kind === 'crashed') {
        reject(new Error(event.error.message));
      }
      if (event.kind !== 'done' || state === null) return;
      forget();
      resolve(state);
    });
    trainer.start({
      ...{ kind: 'train', run, config, dataset: mnist, resume: null },
      threads: availableThreads(),
    });
  });
}

/** Begins to train the seed's preset; resolves, when steps are being done, with what ends it. */
function train(trainer: TrainerHost, mnist: DatasetFiles): Promise<() => Promise<void>> {
  return new Promise((resolve, reject) => {
    let halted: () => void = () => undefined;
    const forget = trainer.onEvent((event) => {
      switch (event.kind) {
        case 'progress':
          resolve(
            () =>
              new Promise((done) => {
                halted = done;
                trainer.halt(run);
              }),
          );
          return;
        case 'halted':
          forget();
          halted();
          return;
        case 'failed':
        case 'crashed':
          reject(new Error(event.error.message));
          return;
        case 'ready':
        case 'started':
        case 'silent':
        case 'epoch':
        case 'done':
      }
    });
    const config = runConfigSchema.parse({ epochs: 10_000 });
    trainer.start({
      ...{ kind: 'train', run, config, dataset: mnist, resume: null },
      threads: availableThreads(),
    });
  });
}
