import { bestCheckpoint } from '../../shared/checkpoints';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { CheckpointSummary, RunDetail, RunSummary } from '../../shared/runs';
import { call, on } from '../api';
import { sampler } from '../sampler';
import { toasts } from '../ui/toasts.svelte';
import { readSheetForm, startForm, type SheetForm } from './sheet-form';
import { SheetPreview } from './sheet-preview.svelte';

/** Seeds that the button draws: few digits, to be read and typed again. */
const seedsDrawn = 1_000_000;

/** The sheet being composed. It stays as it is while other views are shown. */
class SheetState {
  readonly preview = new SheetPreview((...inputs) => sampler.decode(...inputs));
  #runs = $state.raw<readonly RunSummary[] | null>(null);
  #detail = $state.raw<RunDetail | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  /** Choices can overtake each other: only the last one counts. */
  #choices = 0;
  #exporting = $state(false);
  #form = $state.raw<SheetForm>(startForm);
  /** `best`, `last`, or a checkpoint's id. */
  checkpointChoice = $state('best');

  readonly checkpoint = $derived.by((): CheckpointSummary | null => {
    const checkpoints = this.#detail?.checkpoints ?? [];
    const last = checkpoints.at(-1) ?? null;
    if (this.checkpointChoice === 'last') return last;
    const chosen = checkpoints.find(({ id }) => id === this.checkpointChoice);
    return chosen ?? bestCheckpoint(checkpoints) ?? last;
  });
  readonly #reading = $derived(
    this.#detail === null || this.checkpoint === null
      ? null
      : readSheetForm(this.#form, this.checkpoint, this.#detail.config),
  );
  readonly recipe = $derived(this.#reading?.ok ? this.#reading.recipe : null);
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>> = $derived(
    this.#reading === null || this.#reading.ok
      ? {}
      : Object.fromEntries(this.#reading.issues.map(({ field, message }) => [field, message])),
  );

  /** Runs that a sheet can be made of, newest first; null until they are loaded. */
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

  get form(): SheetForm {
    return this.#form;
  }

  get exporting(): boolean {
    return this.#exporting;
  }

  change(changes: Partial<SheetForm>): void {
    this.#form = { ...this.#form, ...changes };
  }

  newLatents(): void {
    this.change({ seed: String(Math.floor(Math.random() * seedsDrawn)) });
  }

  /** Loads what there is to choose from, beginning with `run`, and keeps it up to date. */
  follow(run: RunId | null): () => void {
    void this.load(run);
    return on('run-changed', (changed) => {
      if (this.#runs === null) return;
      const others = this.#runs.filter(({ id }) => id !== changed.id);
      this.#runs = usable([...others, changed]);
      const isChosen = changed.id === this.#detail?.id;
      if (changed.deletedAt !== null && isChosen) void this.choose(this.#runs[0]?.id ?? null);
      else if (isChosen || this.#detail === null) void this.choose(changed.id);
    });
  }

  async load(run: RunId | null): Promise<void> {
    this.#error = null;
    try {
      this.#runs = usable(await call('runs.list'));
      await this.choose(run ?? this.#detail?.id ?? this.#runs[0]?.id ?? null);
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
    }
  }

  async choose(run: RunId | null): Promise<void> {
    if (run !== this.#detail?.id) this.checkpointChoice = 'best';
    this.#error = null;
    const choice = ++this.#choices;
    try {
      const detail = run === null ? null : await call('runs.get', { run });
      if (choice === this.#choices) this.#detail = detail;
    } catch (thrown) {
      if (choice === this.#choices) this.#error = toErrorReport(thrown);
    }
  }

  async export(): Promise<void> {
    if (this.recipe === null || this.#exporting) return;
    this.#exporting = true;
    try {
      const saved = await call('sheets.export', { recipe: this.recipe });
      if (saved !== null) toasts.show(`Saved ${saved.path}`);
    } catch (thrown) {
      toasts.showError(thrown);
    } finally {
      this.#exporting = false;
    }
  }
}

function usable(runs: readonly RunSummary[]): readonly RunSummary[] {
  return runs
    .filter(({ epochsDone, deletedAt }) => epochsDone > 0 && deletedAt === null)
    .sort((a, b) => b.createdAt - a.createdAt);
}

export const sheetState = new SheetState();
