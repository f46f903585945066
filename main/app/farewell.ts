import type { WebContents } from 'electron';
import { setTimeout as delay } from 'node:timers/promises';
import { tell } from '../ipc/window-channel';

/** How long a page that hangs is waited for. */
const patience = 3_000;

/** The page's part in closing the window: asked to, it stores what is being written in it, and says so. */
export class Farewell {
  readonly #page: WebContents;
  #answered: () => void = () => undefined;

  constructor(page: WebContents) {
    this.#page = page;
  }

  /** Resolves when the page has answered; at once for one that is not there, and late for one that hangs. */
  async ask(): Promise<void> {
    const page = this.#page;
    if (page.isDestroyed() || page.isCrashed() || page.isLoading()) return;
    const waiting = new AbortController();
    const { signal } = waiting;
    const answer = new Promise<void>((resolve) => (this.#answered = resolve));
    tell(page, 'leaving', null);
    await Promise.race([answer, delay(patience, undefined, { signal }).catch(() => undefined)]);
    waiting.abort();
  }

  answer(): void {
    this.#answered();
  }
}
