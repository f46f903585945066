import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { RunProgress, RunSummary } from '../../shared/runs';
import { call, on } from '../api';
import { formatCount } from '../ui/format';
import { choose, nothingChosen, type Selection } from '../ui/selection';
import { toasts } from '../ui/toasts.svelte';
import { withChanges } from './changes';
import { parseFilter } from './filter';
import { tagCounts } from './marks';
import { sortRuns, type SortOrder } from './sort';

/** How long changes are gathered before the table is made anew: deleting 1,000 runs tells of each. */
const gatherMilliseconds = 30;

/** All runs outside of the trash, and what the table shows of them. */
class RunsState {
  #runs = $state.raw<readonly RunSummary[]>([]);
  #phase = $state<'new' | 'loading' | 'ready' | 'failed'>('new');
  #error = $state.raw<ErrorReport | null>(null);
  #progress = $state.raw<RunProgress | null>(null);
  #selection = $state.raw<Selection<RunId>>(nothingChosen);
  /** Where the active row was when it was chosen; what is there now takes its place when it goes. */
  #activeIndex = $state(0);
  readonly #changes = new Map<RunId, RunSummary | null>();
  #following = false;

  filterText = $state('');
  order = $state.raw<SortOrder>({ key: 'age', descending: true });
  /** The run whose name is being edited. */
  renaming = $state<RunId | null>(null);

  readonly filter = $derived(parseFilter(this.filterText));
  readonly #sorted = $derived(sortRuns(this.#runs, this.order));
  readonly shown = $derived(this.#sorted.filter(this.filter.matches));
  /** Runs that are both chosen and shown. */
  readonly chosen = $derived(this.shown.filter(({ id }) => this.#selection.chosen.has(id)));
  /** Index in `shown` of the row that has the focus; -1 when nothing is shown. */
  readonly active = $derived.by(() => {
    const found = this.shown.findIndex(({ id }) => id === this.#selection.active);
    return found === -1 ? Math.min(this.#activeIndex, this.shown.length - 1) : found;
  });

  /** What a command is about: the chosen runs, or the active one when none is. */
  readonly targets = $derived.by(() => {
    const active = this.shown[this.active];
    return this.chosen.length > 0 || !active ? this.chosen : [active];
  });
  /** Tags in use, in the order of the alphabet. */
  readonly tags = $derived(tagCounts(this.#runs).map(({ tag }) => tag));

  get total(): number {
    return this.#runs.length;
  }

  get phase(): 'new' | 'loading' | 'ready' | 'failed' {
    return this.#phase;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  get progress(): RunProgress | null {
    return this.#progress;
  }

  get selection(): Selection<RunId> {
    return this.#selection;
  }

  select(selection: Selection<RunId>): void {
    this.#selection = selection;
    const index = this.shown.findIndex(({ id }) => id === selection.active);
    if (index !== -1) this.#activeIndex = index;
  }

  chooseActive(): void {
    const active = this.shown[this.active];
    if (active) this.select(choose(active.id));
  }

  /** Loads the list once; events keep it up to date from then on. After a failure it can be called again. */
  async load(): Promise<void> {
    if (this.#phase === 'loading' || this.#phase === 'ready') return;
    this.#phase = 'loading';
    this.#follow();
    try {
      this.#runs = (await call('runs.list')).filter(({ deletedAt }) => deletedAt === null);
      this.#phase = 'ready';
      this.#applyChanges();
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
      this.#phase = 'failed';
    }
  }

  async rename(run: RunId, name: string): Promise<void> {
    try {
      this.#note(await call('runs.rename', { run, name }));
      this.#applyChanges();
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  /** Moves runs to the trash, and offers to take them back. */
  async delete(runs: readonly RunSummary[]): Promise<void> {
    const [first] = runs;
    if (first === undefined) return;
    const ids = runs.map(({ id }) => id);
    try {
      await call('runs.delete', { runs: ids });
      ids.forEach((id) => this.#gather(id, null));
      this.#applyChanges();
      const what = runs.length === 1 ? `“${first.name}”` : `${formatCount(runs.length)} runs`;
      toasts.show(`Deleted ${what}.`, { label: 'Undo', run: () => void this.#restore(ids) });
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  async #restore(runs: RunId[]): Promise<void> {
    try {
      await call('runs.restore', { runs });
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  #follow(): void {
    if (this.#following) return;
    this.#following = true;
    on('run-changed', (run) => this.#note(run));
    on('runs-removed', ({ runs }) => runs.forEach((id) => this.#gather(id, null)));
    on('run-progress', (progress) => {
      this.#progress = progress;
    });
  }

  #note(run: RunSummary): void {
    this.#gather(run.id, run.deletedAt === null ? run : null);
    if (run.id === this.#progress?.run && run.status !== 'running') this.#progress = null;
  }

  #gather(id: RunId, run: RunSummary | null): void {
    if (this.#changes.size === 0) setTimeout(() => this.#applyChanges(), gatherMilliseconds);
    this.#changes.set(id, run);
  }

  /** Changes that come while the list is being loaded wait for it. */
  #applyChanges(): void {
    if (this.#phase !== 'ready' || this.#changes.size === 0) return;
    this.#runs = withChanges(this.#runs, this.#changes);
    this.#changes.clear();
  }
}

export const runsState = new RunsState();
