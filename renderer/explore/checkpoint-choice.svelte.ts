import { bestCheckpoint } from '../../shared/checkpoints';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { CheckpointSummary, RunDetail, RunSummary } from '../../shared/runs';
import { call, on } from '../api';
import { pickable } from '../parts/pickable-runs.svelte';
import { rememberedRun, rememberRun } from '../parts/remembered-run';

/** A run and one of its checkpoints, out of all that there are. */
export class CheckpointChoice {
  #runs = $state.raw<readonly RunSummary[] | null>(null);
  #detail = $state.raw<RunDetail | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  /** The run that was chosen last, which may not be loaded yet. */
  #wanted: RunId | null = null;
  /** Choices can overtake each other: only the last one counts. */
  #choices = 0;
  /** `best`, `last`, or a checkpoint's id. */
  which = $state('best');

  readonly checkpoint = $derived.by((): CheckpointSummary | null => {
    const checkpoints = this.#detail?.checkpoints ?? [];
    const last = checkpoints.at(-1) ?? null;
    if (this.which === 'last') return last;
    const chosen = checkpoints.find(({ id }) => id === this.which);
    return chosen ?? bestCheckpoint(checkpoints) ?? last;
  });

  /** Runs that have checkpoints, newest first; null until they are loaded. */
  get runs(): readonly RunSummary[] | null {
    return this.#runs;
  }

  /** The chosen run. */
  get detail(): RunDetail | null {
    return this.#detail;
  }

  /** Why there is nothing to choose from. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Loads what there is to choose from, beginning with `run`, and keeps it up to date. */
  follow(run: RunId | null): () => void {
    void this.load(run);
    return on('runs-changed', (changed) => {
      if (this.#runs === null) return;
      const ids = new Set(changed.map(({ id }) => id));
      this.#runs = pickable([...this.#runs.filter(({ id }) => !ids.has(id)), ...changed]);
      const chosen = changed.find(({ id }) => this.#wanted === null || id === this.#wanted);
      if (chosen === undefined) return;
      if (this.#wanted === null || chosen.deletedAt === null) void this.choose(chosen.id);
      else void this.choose(this.#runs[0]?.id ?? null);
    });
  }

  async load(run: RunId | null): Promise<void> {
    this.#error = null;
    try {
      const runs = (this.#runs = pickable(await call('runs.list')));
      // The one chosen last may have been deleted while another view was shown.
      const remembered = this.#wanted ?? rememberedRun('explored');
      const last = runs.find(({ id }) => id === remembered) ?? runs[0];
      await this.choose(run ?? last?.id ?? null);
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
    }
  }

  async choose(run: RunId | null): Promise<void> {
    if (run !== this.#wanted) this.which = 'best';
    this.#wanted = run;
    this.#error = null;
    const choice = ++this.#choices;
    try {
      const detail = run === null ? null : await call('runs.get', { run });
      if (choice !== this.#choices) return;
      this.#detail = detail;
      if (run !== null) rememberRun('explored', run);
    } catch (thrown) {
      if (choice !== this.#choices) return;
      this.#wanted = this.#detail?.id ?? null;
      this.#error = toErrorReport(thrown);
    }
  }
}
