import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runIdSchema } from '../../../shared/ids';
import { runConfigSchema } from '../../../shared/run-config';
import { TrainerHost, type TrainCommand, type TrainerHostEvent } from '../trainer-host';
import { pidOf, runScenarios, until } from './scenarios';

const [first, second] = [1, 2].map((n) =>
  runIdSchema.parse(`01890a5d-ac96-774b-bcce-b302099a805${n}`),
) as [TrainCommand['run'], TrainCommand['run']];

const train = (run: TrainCommand['run']): TrainCommand => ({
  kind: 'train',
  run,
  config: runConfigSchema.parse({}),
  dataset: { trainImages: '', trainLabels: '', testImages: '', testLabels: '' },
  resume: null,
  threads: 2,
});

class Observed {
  readonly events: TrainerHostEvent[] = [];
  readonly host = new TrainerHost({ entry: join(import.meta.dirname, 'fake-trainer.js') });

  constructor() {
    this.host.onEvent((event) => this.events.push(event));
  }

  get kinds(): string[] {
    return this.events.map(({ kind }) => kind);
  }

  static pid(): number | undefined {
    return pidOf('CVAE Workbench trainer');
  }

  /** Starts a run and returns the id of the process that trains it. */
  async start(run: TrainCommand['run']): Promise<number> {
    this.host.start(train(run));
    await this.next('started');
    return until(() => Observed.pid());
  }

  async next(kind: TrainerHostEvent['kind']): Promise<TrainerHostEvent> {
    return until(() => (this.events.at(-1)?.kind === kind ? this.events.at(-1) : false));
  }

  async gone(pid: number): Promise<void> {
    await until(() => Observed.pid() !== pid);
    await sleep(200);
  }
}

export interface Outcomes {
  readonly life: {
    readonly runsBeforeItIsNeeded: boolean;
    readonly kinds: readonly string[];
    readonly sameProcess: boolean;
    readonly stateArrived: boolean;
  };
  readonly secondStart: string;
  readonly killedInTraining: {
    readonly crash: TrainerHostEvent;
    readonly kinds: readonly string[];
    readonly sameProcess: boolean;
  };
  readonly killedIdle: { readonly kinds: readonly string[]; readonly sameProcess: boolean };
  readonly disposedInTraining: readonly string[];
  readonly unsubscribed: number;
}

void runScenarios<Outcomes>({
  async life() {
    const it = new Observed();
    it.host.halt(first);
    const runsBeforeItIsNeeded = Observed.pid() !== undefined;
    const pid = await it.start(first);
    it.host.halt(second);
    it.host.halt(first);
    const halted = await it.next('halted');
    it.host.halt(first);
    const sameProcess = (await it.start(second)) === pid;
    it.host.halt(second);
    await it.next('halted');
    await it.host.dispose();
    return {
      runsBeforeItIsNeeded,
      kinds: it.kinds,
      sameProcess,
      stateArrived: halted.kind === 'halted' && halted.state.stepLosses[1] === 190,
    };
  },

  async secondStart() {
    const it = new Observed();
    await it.start(first);
    try {
      it.host.start(train(second));
      return 'started';
    } catch (thrown) {
      return String(thrown);
    } finally {
      await it.host.dispose();
    }
  },

  async killedInTraining() {
    const it = new Observed();
    const pid = await it.start(first);
    process.kill(pid, 'SIGKILL');
    const crash = await it.next('crashed');
    const sameProcess = (await it.start(first)) === pid;
    await it.host.dispose();
    return { crash, kinds: it.kinds, sameProcess };
  },

  async killedIdle() {
    const it = new Observed();
    const pid = await it.start(first);
    it.host.halt(first);
    await it.next('halted');
    process.kill(pid, 'SIGKILL');
    await it.gone(pid);
    const sameProcess = (await it.start(second)) === pid;
    await it.host.dispose();
    return { kinds: it.kinds, sameProcess };
  },

  async disposedInTraining() {
    const it = new Observed();
    const pid = await it.start(first);
    await it.host.dispose();
    await it.gone(pid);
    return it.kinds;
  },

  async unsubscribed() {
    const it = new Observed();
    let heard = 0;
    const unsubscribe = it.host.onEvent(() => heard++);
    await it.start(first);
    unsubscribe();
    it.host.halt(first);
    await it.next('halted');
    await it.host.dispose();
    return heard;
  },
});
