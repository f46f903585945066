import {
  datasetNameSchema,
  type ImportCandidate,
  type ImportProgress,
} from '../../shared/datasets';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { call, on } from '../api';
import { loadDatasets } from '../follow-datasets';
import { toasts } from '../ui/toasts.svelte';
import { datasetsState } from './datasets-state.svelte';

/**
 * `choosing` in the system's dialog; `checking` the files; `naming` what was found; `copying` it;
 * `failed` before anything was found.
 */
type Phase = 'idle' | 'choosing' | 'checking' | 'naming' | 'copying' | 'failed';

/** The import of a dataset, from the choice of its files to its place in the list. */
class Importing {
  #phase = $state<Phase>('idle');
  #progress = $state.raw<ImportProgress | null>(null);
  #candidate = $state.raw<ImportCandidate | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  /** Counts imports: answers to one that was given up are not heard. */
  #attempt = 0;

  name = $state('');
  transpose = $state(false);

  readonly isShown = $derived(this.#phase !== 'idle' && this.#phase !== 'choosing');
  readonly nameIssue = $derived(
    datasetNameSchema.safeParse(this.name).error?.issues[0]?.message
      ?? this.#error?.issues?.find(({ field }) => field === 'name')?.message,
  );
  /** An error that is not told at the name. */
  readonly error = $derived(this.#error?.issues === undefined ? this.#error : null);

  get phase(): Phase {
    return this.#phase;
  }

  get progress(): ImportProgress | null {
    return this.#progress;
  }

  get candidate(): ImportCandidate | null {
    return this.#candidate;
  }

  /** Follows how far the work is; returns what ends that. */
  follow(): () => void {
    return on('import-progress', (progress) => {
      if (this.#phase === 'idle') return;
      if (this.#phase === 'choosing') this.#phase = 'checking';
      this.#progress = progress;
    });
  }

  /** Asks for files or a folder, and checks them. */
  async choose(from: 'files' | 'folder'): Promise<void> {
    await this.#check('choosing', () => call('datasets.choose', { from }));
  }

  /** Checks what was dropped: the paths of files and folders. */
  async inspect(paths: readonly string[]): Promise<void> {
    await this.#check('checking', () => call('datasets.inspect', { paths: [...paths] }));
  }

  /** Copies what was checked, under the name given. */
  async store(): Promise<void> {
    if (this.#phase !== 'naming' || datasetNameSchema.safeParse(this.name).error) return;
    const attempt = ++this.#attempt;
    const known = new Set(datasetsState.list?.map(({ id }) => id));
    this.#phase = 'copying';
    this.#progress = null;
    this.#error = null;
    try {
      const choice = { name: this.name.trim(), transpose: this.transpose };
      const dataset = await call('datasets.import', choice);
      toasts.show(`${known.has(dataset.id) ? 'Mended' : 'Imported'} “${dataset.name}”.`);
      await loadDatasets();
      datasetsState.choose(dataset.id);
      if (attempt === this.#attempt) this.#phase = 'idle';
    } catch (thrown) {
      if (attempt !== this.#attempt) return;
      this.#error = toErrorReport(thrown);
      this.#phase = 'naming';
    }
  }

  /** Gives up, whatever is under way. */
  cancel(): void {
    if (!this.isShown) return;
    this.#attempt++;
    this.#phase = 'idle';
    call('datasets.cancel').catch((thrown: unknown) => toasts.showError(thrown));
  }

  /** Another name may do. */
  forgetError(): void {
    this.#error = null;
  }

  async #check(phase: Phase, ask: () => Promise<ImportCandidate | null>): Promise<void> {
    if (this.#phase !== 'idle' && this.#phase !== 'failed') return;
    const attempt = ++this.#attempt;
    this.#phase = phase;
    this.#progress = null;
    this.#candidate = null;
    this.#error = null;
    try {
      const candidate = await ask();
      if (attempt !== this.#attempt) return;
      this.#candidate = candidate;
      this.name = candidate?.suggestedName ?? '';
      this.transpose = candidate?.looksTransposed ?? false;
      this.#phase = candidate === null ? 'idle' : 'naming';
    } catch (thrown) {
      if (attempt !== this.#attempt) return;
      this.#error = toErrorReport(thrown);
      this.#phase = 'failed';
    }
  }
}

export const importing = new Importing();
