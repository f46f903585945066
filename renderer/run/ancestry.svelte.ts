import type { RunLineage, RunSummary } from '../../shared/runs';
import { call } from '../api';
import { toasts } from '../ui/toasts.svelte';
import { joinAncestors, type AncestorPart, type Ancestry } from './ancestry';
import { stepsPerEpochOf } from './step-history';

/** What the runs measured that a branch goes back to, loaded once it is wanted. */
export class AncestryState {
  #ancestry = $state.raw<Ancestry | null>(null);
  /** Ancestors that are loaded, or being loaded. */
  #wanted = '';

  /** Null until it is loaded, and for a run without ancestors. */
  get ancestry(): Ancestry | null {
    return this.#ancestry;
  }

  async load(run: RunSummary, { ancestors }: RunLineage): Promise<void> {
    const wanted = ancestors.map(({ id }) => id).join();
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    const line = [...ancestors, run];
    try {
      const parts = await Promise.all(
        ancestors.map((ancestor, index) => partOf(ancestor, line[index + 1]!)),
      );
      const steps = parts.flatMap((part) => part.steps);
      const perEpoch = stepsPerEpochOf(run.config, steps, parts.at(-1)?.until ?? 0);
      const joined = parts.length === 0 ? null : joinAncestors(parts, perEpoch, run.config.beta);
      if (wanted === this.#wanted) this.#ancestry = joined;
    } catch (thrown) {
      this.#wanted = '';
      toasts.showError(thrown);
    }
  }
}

async function partOf(ancestor: RunSummary, next: RunSummary): Promise<AncestorPart> {
  const run = ancestor.id;
  const [steps, metrics] = await Promise.all([
    call('runs.steps', { run }),
    call('runs.metrics', { run }),
  ]);
  return { steps: steps.epochs, metrics, until: next.parent?.epoch ?? 0 };
}
