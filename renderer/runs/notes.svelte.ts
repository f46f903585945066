import type { RunId } from '../../shared/ids';
import { call } from '../api';
import { toasts } from '../ui/toasts.svelte';

const quietMilliseconds = 600;

/** Notes of one run, stored when the person stops typing, leaves them, or goes to another run. */
export class Notes {
  readonly run: RunId;
  /** Null until they are loaded. */
  #text = $state<string | null>(null);
  #isStored = $state(true);
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(run: RunId) {
    this.run = run;
    void this.#load();
  }

  get text(): string | null {
    return this.#text;
  }

  /** Whether what is shown is what is stored. */
  get isStored(): boolean {
    return this.#isStored;
  }

  edit(text: string): void {
    this.#text = text;
    this.#isStored = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.store(), quietMilliseconds);
  }

  async store(): Promise<void> {
    clearTimeout(this.#timer);
    if (this.#isStored || this.#text === null) return;
    const stored = this.#text;
    try {
      await call('runs.annotate', { run: this.run, notes: stored });
      this.#isStored = this.#text === stored;
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  async #load(): Promise<void> {
    try {
      const { notes } = await call('runs.get', { run: this.run });
      this.#text ??= notes;
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }
}
