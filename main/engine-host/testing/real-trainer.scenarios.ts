import { join } from 'node:path';
import { runIdSchema } from '../../../shared/ids';
import { runConfigSchema } from '../../../shared/run-config';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import { TrainerHost, type TrainCommand, type TrainerHostEvent } from '../trainer-host';
import { pidOf, runScenarios, until } from './scenarios';

const run = runIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8051');
const name = 'CVAE Workbench trainer';

/** `endless` is longer than any test waits. */
const train = (length: 'short' | 'endless'): TrainCommand => ({
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
});

export interface Outcomes {
  readonly life: {
    readonly trained: readonly string[];
    readonly interruptedThenHalted: readonly string[];
    readonly killed: TrainerHostEvent | undefined;
    readonly afterwards: readonly string[];
  };
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
});
