import { utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron';
import { finished } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { engineEnvironment } from '../../shared/engine-environment';
import { heartbeat } from '../../shared/heartbeat';
import { threadsVariable } from '../../shared/trainer-protocol';
import { activityOf, Heartbeat } from './heartbeat';
import type { ProcessExit } from './process-exit';
import { availableThreads } from './threads';

export interface UtilityProcessOptions<Event> {
  /** The script that the process runs. */
  readonly entry: string;
  /** Shown in lists of processes. */
  readonly name: string;
  /** Added to the engine's environment; asked for at each start. */
  readonly env?: () => Readonly<Record<string, string>>;
  /** Called with each message of the process; not any more once it was stopped. */
  readonly onEvent: (event: Event) => void;
  /** Called once for each process that was started, after its last message. */
  readonly onExit: (exit: ProcessExit) => void;
  /** Called when the process stops responding, and when it responds again or is gone. One that hangs is ended. */
  readonly onSilence?: (isSilent: boolean) => void;
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
/** Milliseconds. */
const betweenBeats = 1000;

/** A process that runs, and how it fares. */
interface Running {
  readonly child: UtilityProcess;
  readonly heart: Heartbeat;
  /** What became of it by our hand. */
  ended: 'stopped' | 'hung' | null;
}

/**
 * Owns one Electron utility process: it is started by the first command, and started anew by the next
 * command after it ended.
 */
export class ManagedUtilityProcess<Command, Event> {
  readonly #options: UtilityProcessOptions<Event>;
  #current: Running | null = null;

  constructor(options: UtilityProcessOptions<Event>) {
    this.#options = options;
  }

  /** Sends a command, and gives the ports away with it. */
  send(command: Command, ports: MessagePortMain[] = []): void {
    this.#current ??= this.#start();
    this.#current.child.postMessage(command, ports);
  }

  /** Sends a command that only the process which is there now can use. */
  sendIfRunning(command: Command, ports: MessagePortMain[] = []): void {
    this.#current?.child.postMessage(command, ports);
  }

  /** Whether somebody waits for the process that is there now: then it is given up sooner. */
  setAwaited(isAwaited: boolean): void {
    if (this.#current !== null) this.#current.heart.isAwaited = isAwaited;
  }

  /** Ends the process, whatever it is doing. Resolves when it is gone, after two seconds at the latest. */
  async stop(): Promise<void> {
    const running = this.#current;
    if (running === null) return;
    this.#current = null;
    running.ended = 'stopped';
    const { child } = running;
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

  #start(): Running {
    const { entry, name, env, onEvent, onExit, log } = this.#options;
    const child = utilityProcess.fork(entry, [], {
      serviceName: name,
      env: {
        ...engineEnvironment(process.env),
        [threadsVariable]: String(availableThreads()),
        ...env?.(),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const running: Running = { child, heart: this.#heartOf(child), ended: null };

    let output = '';
    const streams = [child.stdout, child.stderr].filter((stream) => stream !== null);
    const keep = (text: string) => {
      output = (output + text).slice(-keptOutput);
      log?.(text);
    };
    for (const stream of streams) stream.setEncoding('utf8').on('data', keep);

    child.on('message', (message: Event | typeof heartbeat.answer) => {
      if (message === heartbeat.answer) running.heart.answered();
      else if (running.ended !== 'stopped') onEvent(message);
    });
    const beating = setInterval(() => running.heart.beat(), betweenBeats);
    // One that is stopped by a signal does not notice that we are gone.
    const killWithUs = () => kill(child);
    process.once('exit', killWithUs);
    // `exit` can be emitted twice (electron#44012).
    child.once('exit', (code) => {
      clearInterval(beating);
      running.heart.end();
      process.off('exit', killWithUs);
      if (this.#current === running) this.#current = null;
      void drain(streams, keep).then(() => onExit(exitOf(running, code, output)));
    });
    return running;
  }

  #heartOf(child: UtilityProcess): Heartbeat {
    return new Heartbeat({
      ask: () => child.postMessage(heartbeat.question),
      activity: () => (child.pid === undefined ? null : activityOf(child.pid)),
      onSilence: (isSilent) => this.#options.onSilence?.(isSilent),
      onHang: () => {
        if (this.#current?.child !== child) return;
        this.#current.ended = 'hung';
        kill(child);
      },
    });
  }
}

function exitOf({ ended }: Running, code: number, output: string): ProcessExit {
  if (ended === 'stopped') return { kind: 'stopped' };
  if (ended === 'hung') return { kind: 'hung', code, output };
  return { kind: code === 0 ? 'finished' : 'crashed', code, output };
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

/** Nothing in the process is worth a farewell, and neither one that spins nor one that is stopped can refuse this signal. */
function kill(child: UtilityProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch (thrown) {
    const isGone = (thrown as NodeJS.ErrnoException).code === 'ESRCH';
    if (!isGone) throw thrown;
  }
}
