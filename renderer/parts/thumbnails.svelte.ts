import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import type { RunId } from '../../shared/ids';
import type { RunThumbnail } from '../../shared/run-thumbnails';
import { call } from '../api';
import { toasts } from '../ui/toasts.svelte';

/** Rows that were scrolled past within this time were never asked for. */
const settleMilliseconds = 50;
/** Few, so that what came into sight since is not kept waiting. */
const atOnce = 24;
/** Thumbnails that are kept: some megabytes. */
const mostKept = 500;

interface Kept {
  readonly thumbnail: RunThumbnail;
  /** Of the run when it was asked for: with more of them there is more to show. */
  readonly epochsDone: number;
}

/**
 * Thumbnails of the rows in sight. A row wants its own while it exists; what is wanted when the last
 * answer came is asked for together, and what went out of sight before is not.
 */
export class Thumbnails {
  readonly #kept = new SvelteMap<RunId, Kept>();
  /** Epochs done of each run that is waited for. */
  readonly #wanted = new Map<RunId, number>();
  #asking = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What is known of a run, perhaps of an earlier epoch. */
  of(run: RunId): RunThumbnail | undefined {
    return this.#kept.get(run)?.thumbnail;
  }

  /** Loads what a run has to show after so many epochs, unless it is known; returns what ends the wish. */
  want(run: RunId, epochsDone: number): () => void {
    const known = untrack(() => this.#kept.get(run));
    if (known?.epochsDone === epochsDone) return () => undefined;
    this.#wanted.set(run, epochsDone);
    this.#askSoon();
    return () => {
      if (this.#wanted.get(run) === epochsDone) this.#wanted.delete(run);
    };
  }

  #askSoon(): void {
    if (this.#asking) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), settleMilliseconds);
  }

  async #ask(): Promise<void> {
    const batch = [...this.#wanted].slice(0, atOnce);
    if (batch.length === 0) return;
    for (const [run] of batch) this.#wanted.delete(run);
    this.#asking = true;
    try {
      const thumbnails = await call('runs.thumbnails', { runs: batch.map(([run]) => run) });
      thumbnails.forEach((thumbnail, index) => this.#keep(thumbnail, batch[index]![1]));
    } catch (thrown) {
      toasts.showError(thrown);
    }
    this.#asking = false;
    void this.#ask();
  }

  #keep(thumbnail: RunThumbnail, epochsDone: number): void {
    this.#kept.delete(thumbnail.run);
    this.#kept.set(thumbnail.run, { thumbnail, epochsDone });
    for (const run of this.#kept.keys()) {
      if (this.#kept.size <= mostKept) break;
      this.#kept.delete(run);
    }
  }
}

export const thumbnails = new Thumbnails();
