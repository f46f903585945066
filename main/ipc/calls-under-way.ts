import { setTimeout as delay } from 'node:timers/promises';
import type { Answer } from './window-channel';

/** Those calls of a window that are not answered yet: writing a file takes several turns of the event loop. */
export class CallsUnderWay {
  readonly #calls = new Set<Promise<unknown>>();

  /** Answers as `answer` does, and counts. */
  counting(answer: Answer): Answer {
    return (event, channel, input) => {
      const call = answer(event, channel, input);
      this.#calls.add(call);
      void call.finally(() => this.#calls.delete(call));
      return call;
    };
  }

  /** Resolves when all that are under way now have ended, or after so many milliseconds. */
  async ended(patience: number): Promise<void> {
    const waiting = new AbortController();
    const { signal } = waiting;
    await Promise.race([
      Promise.all(this.#calls),
      delay(patience, undefined, { signal }).catch(() => undefined),
    ]);
    waiting.abort();
  }
}
