import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runIdSchema } from '../../../shared/ids';
import { runConfigSchema } from '../../../shared/run-config';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import { availableThreads } from '../threads';
import { TrainerHost, type TrainCommand, type TrainerHostEvent } from '../trainer-host';
import { pidOf, runScenarios, until } from './scenarios';

const run = runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8051');
const name = 'CVAE Workbench trainer';

/** `endless` is longer than any test waits. */
const train = (length: 'short' | 'endless', threads = 2): TrainCommand => ({
  kind: 'train',
  run,
  config: runConfigSchema.parse({
    encoderSizes: [16],
    decoderSizes: [16],
    trainLimit: 1000,
    epochs: length === 'short' ? 1 : 10_000,
  }),
  dataset: JSON.parse(process.env['DATASET'] ?? '') as DatasetFiles,
  resume: null,
  threads,
});

/** Large enough that TensorFlow splits its products, in parts that depend on the threads. */
const trainReference = (threads: number): TrainCommand => ({
  ...train('short', threads),
  config: runConfigSchema.parse({ trainLimit: 1000, epochs: 1 }),
});

export interface Outcomes {
  readonly life: {
    readonly trained: readonly string[];
    readonly interruptedThenHalted: readonly string[];
    readonly killed: TrainerHostEvent | undefined;
    readonly afterwards: readonly string[];
  };
  /** On all cores, then on one alone. */
  readonly cores: { readonly onAll: Trained; readonly onOne: Trained; readonly ofOne: Trained };
}

interface Trained {
  readonly threads: number | undefined;
  readonly weights: string | undefined;
}

void runScenarios<Outcomes>({
  async life() {
    const host = new TrainerHost({
      entry: join(import.meta.dirname, 'trainer.js'),
      log: (text) => void process.stderr.write(text),
    });
    let events: TrainerHostEvent[] = [];
    host.onEvent((event) => events.push(event));
    /** All events but reports of progress, up to one of this kind. */
    const upTo = async (kind: TrainerHostEvent['kind']): Promise<string[]> => {
      await until(() => events.some((event) => event.kind === kind));
      const kinds: string[] = events
        .map((event) => event.kind)
        .filter((heard) => heard !== 'progress');
      events = [];
      return kinds.slice(0, kinds.indexOf(kind) + 1);
    };

    host.start(train('short'));
    const trained = await upTo('done');

    host.start(train('endless'));
    await upTo('epoch');
    process.kill(await until(() => pidOf(name)), 'SIGINT');
    await upTo('epoch');
    host.halt(run);
    const interruptedThenHalted = (await upTo('halted')).slice(-1);

    host.start(train('endless'));
    await upTo('epoch');
    process.kill(await until(() => pidOf(name)), 'SIGKILL');
    const killed = await until(() => events.find((event) => event.kind === 'crashed'));
    events = [];

    host.start(train('short'));
    const afterwards = await upTo('done');
    await host.dispose();
    return { trained, interruptedThenHalted, killed, afterwards };
  },

  async cores() {
    const host = new TrainerHost({ entry: join(import.meta.dirname, 'trainer.js') });
    let events: TrainerHostEvent[] = [];
    host.onEvent((event) => events.push(event));
    const trained = async (threads: number): Promise<Trained> => {
      events = [];
      host.start(trainReference(threads));
      await until(() => events.some(({ kind }) => kind === 'done'));
      const ready = events.find((event) => event.kind === 'ready');
      const epoch = events.find((event) => event.kind === 'epoch');
      return { threads: ready?.engine.threads, weights: epoch?.state.sha256 };
    };
    const onAll = await trained(2);
    await host.dispose();
    // Of all threads, for it is one of them that starts processes.
    const [core = '0'] =
      /(?<=Cpus_allowed_list:\s*)\d+/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    execFileSync('taskset', ['-a', '-p', '-c', core, String(process.pid)]);
    const onOne = await trained(2);
    const ofOne = await trained(availableThreads());
    await host.dispose();
    return { onAll, onOne, ofOne };
  },
});
