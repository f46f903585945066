import { toErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { RunLineage, RunSummary } from '../../shared/runs';
import { call, on } from '../api';
import { toasts } from '../ui/toasts.svelte';

const none: RunLineage = { ancestors: [], descendants: [] };

/** The runs that one branched off from, and those that branched off from it, kept up to date. */
export class LineageState {
  readonly #run: RunId;
  #lineage = $state.raw<RunLineage>(none);

  constructor(run: RunId) {
    this.#run = run;
  }

  get lineage(): RunLineage {
    return this.#lineage;
  }

  /** Loads the lineage and follows it; returns what ends that. */
  follow(): () => void {
    const stops = [
      on('runs-changed', (runs) => {
        if (runs.some((run) => this.#concerns(run))) void this.#load();
      }),
      on('runs-removed', ({ runs }) => {
        if (!runs.includes(this.#run)) void this.#load();
      }),
    ];
    void this.#load();
    return () => stops.forEach((stop) => stop());
  }

  /** Whether it is in the lineage, or just came into it. */
  #concerns({ id, parent }: RunSummary): boolean {
    const { ancestors, descendants } = this.#lineage;
    const known = [...ancestors, ...descendants].map((run) => run.id);
    const isNew = parent !== null && [this.#run, ...known].includes(parent.run);
    return id !== this.#run && (isNew || known.includes(id));
  }

  async #load(): Promise<void> {
    try {
      this.#lineage = await call('runs.lineage', { run: this.#run });
    } catch (thrown) {
      // A run that is gone is told of by the page itself.
      if (toErrorReport(thrown).kind !== 'not-found') toasts.showError(thrown);
    }
  }
}
