import { app } from 'electron';
import { performance } from 'node:perf_hooks';
import { SamplerClient } from '../../main/engine-host/sampler-client';
import { SamplerHost } from '../../main/engine-host/sampler-host';
import { TrainerHost, type TrainerHostEvent } from '../../main/engine-host/trainer-host';
import { availableThreads } from '../../main/engine-host/threads';
import { checkpointIdSchema, runIdSchema } from '../../shared/ids';
import { runConfigSchema } from '../../shared/run-config';
import type { DatasetFiles, TrainingState } from '../../shared/trainer-protocol';
import { peakBytes } from './memory';

export interface EngineStartTask {
  readonly trainer: string;
  readonly sampler: string;
  readonly mnist: DatasetFiles;
}

/** One start of each engine process, and the memory that their first work took. */
export interface EngineStart {
  /** From nothing to "ready": seconds. */
  readonly trainerReady: number;
  /** From nothing to the first step: TensorFlow loaded, MNIST read, graph built. Seconds. */
  readonly firstStep: number;
  /** From nothing to the first digit's pixels: seconds. */
  readonly firstDigit: number;
  /** Of the trainer after an epoch of 6,000 images and its evaluation. */
  readonly trainerPeakBytes: number;
  /** Of the sampler after a thousand digits. */
  readonly samplerPeakBytes: number;
}

const run = runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8057');
const checkpoint = checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');
const config = runConfigSchema.parse({ trainLimit: 6000, epochs: 1 });

export async function measureEngineStart(task: EngineStartTask): Promise<EngineStart> {
  const { state, ...trained } = await startTrainer(task);
  return { ...trained, ...(await startSampler(task, state)) };
}

async function startTrainer({ trainer: entry, mnist }: EngineStartTask) {
  const trainer = new TrainerHost({ entry });
  const start = performance.now();
  const seconds = () => (performance.now() - start) / 1000;
  const events = new Map<TrainerHostEvent['kind'], number>();
  try {
    const state = await new Promise<TrainingState>((resolve, reject) => {
      trainer.onEvent((event) => {
        if (!events.has(event.kind)) events.set(event.kind, seconds());
        if (event.kind === 'epoch') resolve(event.state);
        if (event.kind === 'failed' || event.kind === 'crashed') {
          reject(new Error(event.error.message));
        }
      });
      trainer.start({
        ...{ kind: 'train', run, config, dataset: mnist, resume: null },
        threads: availableThreads(),
      });
    });
    return {
      trainerReady: events.get('ready') ?? NaN,
      firstStep: events.get('started') ?? NaN,
      trainerPeakBytes: peakBytes(processId('CVAE Workbench trainer')),
      state,
    };
  } finally {
    await trainer.dispose();
  }
}

async function startSampler(
  { sampler: entry, mnist }: EngineStartTask,
  { weights, sha256 }: TrainingState,
) {
  const sampler = new SamplerHost({
    entry,
    weights: () => ({ checkpoint, config, weights, sha256 }),
    datasetFiles: () => mnist,
  });
  const client = new SamplerClient((port) => sampler.connect(port));
  try {
    const start = performance.now();
    await client.decode(checkpoint, Uint8Array.of(0), new Float32Array(2));
    const firstDigit = (performance.now() - start) / 1000;
    await client.decode(checkpoint, new Uint8Array(1000), new Float32Array(2000));
    return { firstDigit, samplerPeakBytes: peakBytes(processId('CVAE Workbench sampler')) };
  } finally {
    client.dispose();
    await sampler.dispose();
  }
}

function processId(name: string): number {
  const found = app.getAppMetrics().find((process) => process.name === name);
  if (found === undefined) throw new Error(`There is no process ${name}.`);
  return found.pid;
}
