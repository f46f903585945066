import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { threadsVariable } from '../../shared/trainer-protocol';
import type { ProcessExit } from './process-exit';
import { availableThreads } from './threads';

export interface UtilityProcessOptions<Event> {
  /** The script that the process runs. */
  readonly entry: string;
  /** Shown in lists of processes. */
  readonly name: string;
  /** Added to our own environment; asked for at each start. */
  readonly env?: () => Readonly<Record<string, string>>;
  /** Called with each message of the process; not any more once it was stopped. */
  readonly onEvent: (event: Event) => void;
  /** Called once for each process that was started, after its last message. */
  readonly onExit: (exit: ProcessExit) => void;
  /** Called with what the process writes to its standard output and error. */
  readonly log?: ((text: string) => void) | undefined;
}

/** Characters of its output that are kept to explain a crash. */
const keptOutput = 8192;
/** Milliseconds in which messages that were sent before the end still arrive. */
const messagesArrive = 50;
/** Milliseconds in which output that was written before the end can be read. */
const outputArrives = 500;
/** Milliseconds that a stopped process has to be gone. */
const stopDeadline = 2000;

/**
 * Owns one Electron utility process: it is started by the first command, and started anew by the next
 * command after it ended.
 */
export class ManagedUtilityProcess<Command, Event> {
  readonly #options: UtilityProcessOptions<Event>;
  #current: UtilityProcess | null = null;
  readonly #stopped = new WeakSet<UtilityProcess>();

  constructor(options: UtilityProcessOptions<Event>) {
    this.#options = options;
  }

  /** Sends a command, and gives the ports away with it. */
  send(command: Command, ports: MessagePortMain[] = []): void {
    this.#current ??= this.#start();
    this.#current.postMessage(command, ports);
  }

  /** Sends a command that only the process which is there now can use. */
  sendIfRunning(command: Command, ports: MessagePortMain[] = []): void {
    this.#current?.postMessage(command, ports);
  }

  /** Ends the process, whatever it is doing. Resolves when it is gone, after two seconds at the latest. */
  async stop(): Promise<void> {
    const child = this.#current;
    if (child === null) return;
    this.#current = null;
    this.#stopped.add(child);
    await new Promise<void>((resolve) => {
      const deadline = setTimeout(resolve, stopDeadline);
      child.once('exit', () => {
        clearTimeout(deadline);
        resolve();
      });
      // Before it has spawned it has no id, and Electron's own kill() would fail (electron#44009).
      if (child.pid === undefined) child.once('spawn', () => kill(child));
      else kill(child);
    });
  }

  #start(): UtilityProcess {
    const { entry, name, env, onEvent, onExit, log } = this.#options;
    const child = utilityProcess.fork(entry, [], {
      serviceName: name,
      env: { ...process.env, [threadsVariable]: String(availableThreads()), ...env?.() },
      stdio: ['ignore', 'pipe', 'pipe'],
    });

    let output = '';
    const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
    const keep = (text: string) => {
      output = (output + text).slice(-keptOutput);
      log?.(text);
    };
    for (const stream of streams) stream.setEncoding('utf8').on('data', keep);

    child.on('message', (event: Event) => {
      if (!this.#stopped.has(child)) onEvent(event);
    });
    // `exit` can be emitted twice (electron#44012).
    child.once('exit', (code) => {
      if (this.#current === child) this.#current = null;
      void drain(streams, keep).then(() => onExit(this.#exitOf(child, code, output)));
    });
    return child;
  }

  #exitOf(child: UtilityProcess, code: number, output: string): ProcessExit {
    if (this.#stopped.has(child)) return { kind: 'stopped' };
    return { kind: code === 0 ? 'finished' : 'crashed', code, output };
  }
}

/** Waits for what an ended process still had to say. */
async function drain(
  streams: readonly NodeJS.ReadableStream[],
  keep: (text: string) => void,
): Promise<void> {
  const messages = sleep(messagesArrive);
  // Electron takes all listeners off its streams as soon as those of `exit` have run.
  await new Promise<void>((resolve) => process.nextTick(resolve));
  const signal = AbortSignal.timeout(outputArrives);
  const output = streams.map((stream) =>
    finished(stream.on('data', keep), { writable: false, signal }),
  );
  await Promise.allSettled([messages, ...output]);
}

/** Nothing in the process is worth a farewell, and no native code that spins can refuse this signal. */
function kill(child: UtilityProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch (thrown) {
    const isGone = (thrown as NodeJS.ErrnoException).code === 'ESRCH';
    if (!isGone) throw thrown;
  }
}
