import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Where the programs are that are measured, and those that measure. */
export interface Programs {
  /** Electron's executable. */
  readonly electron: string;
  /** Folder of the bundled benchmarks. */
  readonly bench: string;
  /** The project's root, which is the application's folder. */
  readonly root: string;
  /** The packaged application's executable; null where it is not to be measured. */
  readonly packaged: string | null;
}

/** Chromium refuses its sandbox to root, and only to root. */
export const sandbox: readonly string[] = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** What TensorFlow says of itself when it is loaded, whatever its log level. */
const isGreeting = /^(?:WARNING: All log messages before absl|I\d{4} )/u;

/** A process that answers each line on its standard input with a line of JSON on its standard output. */
export class Worker {
  readonly #process;
  readonly #replies: AsyncIterator<string>;
  readonly #ended: Promise<unknown>;

  constructor(
    command: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ) {
    this.#process = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    createInterface({ input: this.#process.stderr }).on('line', (line) => {
      if (!isGreeting.test(line)) console.error(line);
    });
    // Why a process could not be started or fed shows in the reply that is missing.
    this.#process.on('error', () => undefined);
    this.#process.stdin.on('error', () => undefined);
    this.#replies = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
    this.#ended = once(this.#process, 'close').catch((thrown: unknown) => thrown);
  }

  /** The next line of the process. Rejects when there is none. */
  async reply<T>(): Promise<T> {
    const line = await this.#replies.next();
    if (line.done !== true) return JSON.parse(line.value) as T;
    await this.#ended;
    throw new Error(`${this.#process.spawnargs.slice(0, 2).join(' ')} ended without an answer.`);
  }

  async ask<T>(line: string): Promise<T> {
    this.#process.stdin.write(`${line}\n`);
    return this.reply();
  }

  /** Lets the process end, and waits for that. */
  async end(): Promise<void> {
    this.#process.stdin.end();
    await this.#ended;
  }
}

/** A bundled program in Electron's own Node, the one that the engine runs in. */
export function nodeWorker({ electron, bench }: Programs, program: string, input: unknown): Worker {
  const args = [`${bench}/${program}.js`, JSON.stringify(input)];
  return new Worker(electron, args, { ELECTRON_RUN_AS_NODE: '1' });
}

/** Runs a program of `in-electron.ts` in Electron's main process, without a window, to its one answer. */
export async function runInElectron<T>(
  { electron, bench }: Programs,
  program: string,
  input: unknown,
): Promise<T> {
  const args = [...sandbox, '--ozone-platform=headless', '--disable-gpu', '--log-level=3'];
  const worker = new Worker(electron, [...args, bench, program, JSON.stringify(input)]);
  try {
    return await worker.reply<T>();
  } finally {
    await worker.end();
  }
}
