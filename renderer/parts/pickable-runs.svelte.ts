import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { configGlance } from '../../shared/run-config-glance';
import type { RunSummary } from '../../shared/runs';
import { call, on } from '../api';

/** Runs that there is something to see of, and those of them that a person looks for. */
export class PickableRuns {
  #runs = $state.raw<readonly RunSummary[] | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  text = $state('');

  readonly shown = $derived.by(() => {
    const words = this.text.toLowerCase().split(/\s+/);
    return (this.#runs ?? []).filter((run) => {
      const text = searchText(run);
      return words.every((word) => text.includes(word));
    });
  });

  /** Newest first; null until they are loaded. */
  get runs(): readonly RunSummary[] | null {
    return this.#runs;
  }

  /** Why they could not be loaded. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Loads them and keeps them up to date; returns what ends that. */
  follow(): () => void {
    void this.load();
    const stops = [
      on('runs-changed', (runs) =>
        this.#replace(
          runs.map(({ id }) => id),
          runs,
        ),
      ),
      on('runs-removed', ({ runs }) => this.#replace(runs, [])),
    ];
    return () => stops.forEach((stop) => stop());
  }

  async load(): Promise<void> {
    this.#error = null;
    try {
      this.#runs = pickable(await call('runs.list'));
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
    }
  }

  #replace(ids: readonly RunId[], by: readonly RunSummary[]): void {
    if (this.#runs === null) return;
    const replaced = new Set(ids);
    this.#runs = pickable([...this.#runs.filter(({ id }) => !replaced.has(id)), ...by]);
  }
}

/** Runs out of the trash that have finished an epoch, newest first. */
export function pickable(runs: readonly RunSummary[]): readonly RunSummary[] {
  return runs
    .filter(({ epochsDone, deletedAt }) => epochsDone > 0 && deletedAt === null)
    .sort((a, b) => b.createdAt - a.createdAt);
}

/** A run that changes is a new object, so what was made of the old one never goes stale. */
const searchTexts = new WeakMap<RunSummary, string>();

function searchText(run: RunSummary): string {
  const known = searchTexts.get(run);
  if (known !== undefined) return known;
  const text = [run.name, run.status, ...run.tags, configGlance(run.config)].join('\n');
  searchTexts.set(run, text.toLowerCase());
  return text.toLowerCase();
}
