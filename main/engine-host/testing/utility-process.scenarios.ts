import { MessageChannelMain } from 'electron';
import { join } from 'node:path';
import type { ProcessExit } from '../process-exit';
import { ManagedUtilityProcess } from '../utility-process';
import type { Answer, Order } from './obedient-process';
import { pidOf, runScenarios, until } from './scenarios';

/** One process, and all that was heard of it. */
class Observed {
  readonly answers: Answer[] = [];
  readonly exits: ProcessExit[] = [];
  log = '';
  readonly process = new ManagedUtilityProcess<Order, Answer>({
    entry: join(import.meta.dirname, 'obedient-process.js'),
    name: 'observed',
    env: () => ({ OBEDIENT: 'yes' }),
    onEvent: (answer) => this.answers.push(answer),
    onExit: (exit) => this.exits.push(exit),
    log: (text) => (this.log += text),
  });

  /** Starts the process by an echo, and returns its id. */
  async ready(): Promise<number> {
    this.process.send({ do: 'echo', bytes: Uint8Array.of(1, 2) });
    await until(() => this.answers.at(-1)?.said === 'echo');
    return until(() => pidOf('observed'));
  }

  async exit(): Promise<ProcessExit> {
    return until(() => this.exits.at(-1));
  }
}

export interface Outcomes {
  readonly laziness: { readonly before: boolean; readonly answers: readonly string[] };
  readonly finished: ProcessExit;
  readonly failed: ProcessExit & { readonly log: string };
  readonly thrown: ProcessExit;
  readonly killed: ProcessExit;
  readonly revived: { readonly same: boolean; readonly exits: readonly string[] };
  readonly stoppedWhileSpinning: {
    readonly exits: readonly ProcessExit[];
    readonly milliseconds: number;
  };
  readonly stoppedBeforeItWasThere: {
    readonly exits: readonly ProcessExit[];
    readonly answers: number;
  };
  readonly portEchoed: unknown;
  readonly portOfDead: string;
  readonly keptOutput: number;
}

void runScenarios<Outcomes>({
  async laziness() {
    const it = new Observed();
    it.process.sendIfRunning({ do: 'exit', code: 1, saying: '' });
    const before = pidOf('observed') !== undefined;
    await it.ready();
    await it.process.stop();
    return { before, answers: it.answers.map(({ said }) => said) };
  },

  async finished() {
    const it = new Observed();
    it.process.send({ do: 'exit', code: 0, saying: '' });
    return it.exit();
  },

  async failed() {
    const it = new Observed();
    it.process.send({ do: 'exit', code: 3, saying: 'no room\n' });
    const exit = await it.exit();
    return { ...exit, log: it.log };
  },

  async thrown() {
    const it = new Observed();
    it.process.send({ do: 'throw', message: 'boom' });
    return it.exit();
  },

  async killed() {
    const it = new Observed();
    process.kill(await it.ready(), 'SIGKILL');
    return it.exit();
  },

  async revived() {
    const it = new Observed();
    const first = await it.ready();
    process.kill(first, 'SIGKILL');
    await it.exit();
    it.answers.length = 0;
    const second = await it.ready();
    await it.process.stop();
    await until(() => it.exits.length === 2);
    return { same: first === second, exits: it.exits.map(({ kind }) => kind) };
  },

  async stoppedWhileSpinning() {
    const it = new Observed();
    it.process.send({ do: 'spin' });
    await until(() => it.answers.at(-1)?.said === 'spinning');
    const start = performance.now();
    await it.process.stop();
    const milliseconds = performance.now() - start;
    await it.exit();
    return { exits: it.exits, milliseconds };
  },

  async stoppedBeforeItWasThere() {
    const it = new Observed();
    it.process.send({ do: 'spin' });
    await it.process.stop();
    await it.exit();
    return {
      exits: it.exits,
      answers: it.answers.length,
    };
  },

  async portEchoed() {
    const it = new Observed();
    const { port1, port2 } = new MessageChannelMain();
    it.process.send({ do: 'take-port' }, [port2]);
    const echo = new Promise((resolve) => port1.once('message', ({ data }) => resolve(data)));
    port1.start();
    port1.postMessage('hello');
    const echoed = await echo;
    await it.process.stop();
    return echoed;
  },

  async portOfDead() {
    const it = new Observed();
    const { port1, port2 } = new MessageChannelMain();
    const closed = new Promise<string>((resolve) => port1.once('close', () => resolve('closed')));
    port1.start();
    it.process.send({ do: 'throw', message: 'boom' }, [port2]);
    return closed;
  },

  async keptOutput() {
    const it = new Observed();
    it.process.send({ do: 'exit', code: 3, saying: 'x'.repeat(20_000) });
    const exit = await it.exit();
    return exit.kind === 'stopped' ? 0 : exit.output.length;
  },
});
