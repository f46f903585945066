import type { WebContents } from 'electron';
import { setTimeout as delay } from 'node:timers/promises';
import { tell } from '../ipc/window-channel';

/** How long a page that hangs is waited for. */
const patience = 3_000;

/** The page's part in closing the window: asked to, it stores what is being written in it, and says so. */
export class Farewell {
  readonly #page: WebContents;
  #answered: (stored: boolean) => void = () => undefined;

  constructor(page: WebContents) {
    this.#page = page;
  }

  /**
   * Resolves when the page has answered; at once for one that is not there, and late for one that hangs. False
   * when something that is written in the page could not be stored.
   */
  async ask(): Promise<boolean> {
    const page = this.#page;
    if (page.isDestroyed() || page.isCrashed() || page.isLoading()) return true;
    const waiting = new AbortController();
    const { signal } = waiting;
    const answer = new Promise<boolean>((resolve) => (this.#answered = resolve));
    tell(page, 'leaving', null);
    const stored = await Promise.race([
      answer,
      delay(patience, true, { signal }).catch(() => true),
    ]);
    waiting.abort();
    return stored;
  }

  answer(stored: boolean): void {
    this.#answered(stored);
  }
}
