import {
  datasetNameSchema,
  type ImportCandidate,
  type ImportFinding,
  type ImportProgress,
  type ImportSources,
} from '../../shared/datasets';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { filesNamed, type DatasetFile } from '../../shared/trainer-protocol';
import { call, on } from '../api';
import { loadDatasets } from '../follow-datasets';
import { toasts } from '../ui/toasts.svelte';
import { datasetsState } from './datasets-state.svelte';

/**
 * `choosing` in the system's dialog; `sorting` which file is which; `checking` the files; `naming` what was found;
 * `copying` it; `failed` before anything was found.
 */
type Phase = 'idle' | 'choosing' | 'sorting' | 'checking' | 'naming' | 'copying' | 'failed';

/** The import of a dataset, from the choice of its files to its place in the list. */
class Importing {
  #phase = $state<Phase>('idle');
  #progress = $state.raw<ImportProgress | null>(null);
  #candidate = $state.raw<ImportCandidate | null>(null);
  #sources = $state.raw<ImportSources | null>(null);
  #reason = $state.raw<string | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  /** Counts imports: answers to one that was given up are not heard. */
  #attempt = 0;

  name = $state('');
  transpose = $state(false);
  /** The path of each part, as a person says; empty where none is chosen. */
  chosen = $state<Record<DatasetFile, string>>(filesNamed(() => ''));

  /** Whether each part has a file of its own. */
  readonly isSorted = $derived(
    Object.values(this.chosen).every((path) => path !== '')
      && new Set(Object.values(this.chosen)).size === Object.keys(this.chosen).length,
  );

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

  /** What can be chosen from, and what was left out; null before anything was found. */
  get sources(): ImportSources | null {
    return this.#sources;
  }

  /** Why a person is asked which file is which; null when that was their own wish. */
  get reason(): string | null {
    return this.#reason;
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

  /** Lets a person say which file is which. */
  sort(): void {
    if (this.#phase === 'naming') this.#phase = 'sorting';
  }

  /** Checks the files as they were sorted. */
  async assign(): Promise<void> {
    if (this.#phase !== 'sorting' || !this.isSorted) return;
    const files = $state.snapshot(this.chosen);
    await this.#check('checking', () => call('datasets.assign', files));
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

  async #check(phase: Phase, ask: () => Promise<ImportFinding | null>): Promise<void> {
    if (!['idle', 'failed', 'sorting'].includes(this.#phase)) return;
    // Other files may do where some can be chosen from.
    const onFailure = this.#phase === 'sorting' ? 'sorting' : 'failed';
    const attempt = ++this.#attempt;
    this.#phase = phase;
    this.#progress = null;
    this.#candidate = null;
    this.#error = null;
    try {
      const found = await ask();
      if (attempt !== this.#attempt) return;
      this.#take(found);
    } catch (thrown) {
      if (attempt !== this.#attempt) return;
      this.#error = toErrorReport(thrown);
      this.#phase = onFailure;
    }
  }

  #take(found: ImportFinding | null): void {
    if (found === null) {
      this.#phase = 'idle';
      return;
    }
    this.#sources = found.sources;
    this.chosen = { ...filesNamed(() => ''), ...found.sources.chosen };
    this.#reason = found.kind === 'question' ? found.reason : null;
    if (found.kind === 'question') {
      this.#phase = 'sorting';
      return;
    }
    this.#candidate = found;
    this.name = found.suggestedName;
    this.transpose = found.looksTransposed;
    this.#phase = 'naming';
  }
}

export const importing = new Importing();
