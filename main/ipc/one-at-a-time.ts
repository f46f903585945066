import { WorkbenchError } from '../../shared/errors';

/** Work of which one piece is done at a time, and which can be given up. */
export class OneAtATime {
  readonly #busy: string;
  #controller: AbortController | null = null;

  /** @param busy what is said to who comes while something is being done */
  constructor(busy: string) {
    this.#busy = busy;
  }

  /** @throws WorkbenchError `conflict` while another piece is being done */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#controller !== null) {
      throw new WorkbenchError({
        kind: 'conflict',
        message: this.#busy,
        remedy: 'Wait until it is done, or cancel it.',
      });
    }
    const controller = (this.#controller = new AbortController());
    try {
      return await work(controller.signal);
    } finally {
      this.#controller = null;
    }
  }

  cancel(): void {
    this.#controller?.abort();
  }
}
