import type { Writable } from 'node:stream';
import { exitCodes, Interruption } from './interruption';

/** A stream that may be a terminal. */
export type OutputStream = Writable & { readonly isTTY?: boolean };

/**
 * What the command says. Standard output carries only what was asked for; everything that is said to
 * a person goes to standard error.
 */
export class Output {
  readonly stderr: OutputStream;
  readonly #stdout: OutputStream;
  #failure: Interruption | null = null;
  #below: { clear(): void } | null = null;

  /** Aborts the controller when standard output can no longer be written. */
  constructor(stdout: OutputStream, stderr: OutputStream, controller: AbortController) {
    this.#stdout = stdout;
    this.stderr = stderr;
    stdout.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure ??=
        error.code === 'EPIPE'
          ? new Interruption('Nobody reads the output any more.', exitCodes.brokenPipe)
          : new Interruption(`The output cannot be written: ${error.message}.`, exitCodes.failure);
      controller.abort(this.#failure);
    });
    // There is nobody left to tell.
    stderr.on('error', () => undefined);
  }

  /** Why standard output can no longer be written; null when it can. */
  get failure(): Interruption | null {
    return this.#failure;
  }

  /** One JSON object on a line of its own on standard output. */
  json(value: object): void {
    this.data(JSON.stringify(value));
  }

  /** Text that was asked for, on standard output. */
  data(text: string): void {
    this.#below?.clear();
    if (this.#failure === null) this.#stdout.write(`${text}\n`);
  }

  /** Text for a person, on standard error. */
  say(text: string): void {
    this.#below?.clear();
    this.stderr.write(`${text}\n`);
  }

  /** Prints above something drawn on standard error, such as a progress bar: it is cleared before. */
  above(drawn: { clear(): void }): void {
    this.#below = drawn;
  }

  /** Resolves when everything is written, or cannot be. */
  async flush(): Promise<void> {
    for (const stream of [this.#stdout, this.stderr]) {
      await new Promise<void>((resolve) => stream.write('', () => resolve()));
    }
  }
}
