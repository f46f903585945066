import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { Trash } from '../../shared/ipc/trash';
import { call, on } from '../api';
import { formatBytes } from '../ui/format';
import { toasts } from '../ui/toasts.svelte';

/** How long changes are gathered before the list is read anew. */
const gatherMilliseconds = 100;

/** What is in the trash, and how far its emptying is. */
export class TrashState {
  #contents = $state.raw<Trash | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  #progress = $state<number | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get contents(): Trash | null {
    return this.#contents;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Of what is being removed, 0 to 1; null while nothing is. */
  get progress(): number | null {
    return this.#progress;
  }

  /** Loads the list and keeps it up to date; returns what ends that. */
  follow(): () => void {
    void this.load();
    const reload = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.load(), gatherMilliseconds);
    };
    const stops = [
      on('runs-changed', reload),
      on('runs-removed', reload),
      on('trash-progress', (share) => (this.#progress = share)),
    ];
    return () => {
      clearTimeout(this.#timer);
      stops.forEach((stop) => stop());
    };
  }

  async load(): Promise<void> {
    try {
      this.#contents = await call('trash.list');
      this.#error = null;
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
    }
  }

  /** @param runs to remove for good; all that is in the trash if left out. */
  async remove(runs?: RunId[]): Promise<void> {
    const bytes = this.#bytesOf(runs);
    try {
      await (runs === undefined ? call('trash.empty') : call('trash.remove', { runs }));
      toasts.show(`Gave back ${formatBytes(bytes)} to the disk.`);
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  #bytesOf(runs: readonly RunId[] | undefined): number {
    if (this.#contents === null) return 0;
    if (runs === undefined) return this.#contents.bytes;
    const wanted = new Set(runs);
    return this.#contents.runs
      .filter(({ id }) => wanted.has(id))
      .reduce((sum, run) => sum + run.bytes, 0);
  }
}
