import { whyNotComparable } from '../../shared/elbo';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { unpackRuns } from '../../shared/packed-runs';
import type { RunProgress } from '../../shared/run-progress';
import type { RunSummary } from '../../shared/runs';
import { call, on } from '../api';
import { tagCounts } from '../parts/run-marks';
import { deleteRuns } from '../parts/run-trash';
import { succeeds } from '../succeeds';
import { RowSelection } from '../ui/row-selection.svelte';
import { withChanges } from './changes';
import { parseFilter } from './filter';
import type { GroupId } from './config-family';
import { groupId, groupRows, runRow, type TableRow } from './groups';
import { scaleRanks } from './scales';
import { sortRuns, type SortOrder } from './sort';

/** How long changes are gathered before the table is made anew: deleting 1,000 runs tells of each. */
const gatherMilliseconds = 30;

/** All runs outside of the trash, and what the table shows of them. */
class RunsState {
  #runs = $state.raw<readonly RunSummary[]>([]);
  #phase = $state<'new' | 'loading' | 'ready' | 'failed'>('new');
  #error = $state.raw<ErrorReport | null>(null);
  #progress = $state.raw<RunProgress | null>(null);
  #renaming = $state<RunId | null>(null);
  /** What is shown, and in which order, while a name is being edited; null while none is. */
  #held = $state.raw<readonly RunId[] | null>(null);
  #openGroups = $state.raw<ReadonlySet<GroupId>>(new Set());
  readonly #changes = new Map<RunId, RunSummary | null>();
  #following = false;

  filterText = $state('');
  /** Whether runs that differ in their seed alone share a row. */
  grouped = $state(false);
  order = $state.raw<SortOrder>({ key: 'age', descending: true });

  readonly filter = $derived(parseFilter(this.filterText));
  readonly #sorted = $derived(sortRuns(this.#runs, this.order));
  readonly shown = $derived.by(() => {
    if (this.#held === null) return this.#sorted.filter(this.filter.matches);
    const known = new Map(this.#runs.map((run) => [run.id, run]));
    return this.#held.flatMap((id) => known.get(id) ?? []);
  });
  /** The run that others are compared with: one that has the most in common with those that are shown. */
  readonly #reference = $derived.by(() => {
    const rank = scaleRanks(this.shown);
    return this.shown.find((run) => run.bestNegativeElbo !== null && rank(run) === 0) ?? null;
  });
  /** What the table's rows are: runs, or groups with the runs of those that are open. */
  readonly rows = $derived(
    this.grouped
      ? groupRows(this.shown, this.order, this.#openGroups)
      : this.shown.map((run) => runRow(run)),
  );
  readonly selection = new RowSelection<TableRow['id']>(() => this.rows);
  /** Runs that are shown and chosen by themselves or with their group. */
  readonly chosen = $derived.by(() => {
    const { chosen } = this.selection;
    if (chosen.size === 0) return [];
    return this.shown.filter(
      (run) => chosen.has(run.id) || (this.grouped && chosen.has(groupId(run))),
    );
  });
  /** What a command is about: the chosen runs, or the active one when none is. */
  readonly targets = $derived.by(() => {
    const active = this.rows[this.selection.active];
    if (this.chosen.length > 0 || !active) return this.chosen;
    return active.kind === 'run' ? [active.run] : active.runs;
  });
  /** Tags in use, in the order of the alphabet. */
  readonly tags = $derived(tagCounts(this.#runs).map(({ tag }) => tag));

  /** The run whose name is being edited. As long as it is, no row goes to another place; what they tell goes on. */
  get renaming(): RunId | null {
    return this.#renaming;
  }

  set renaming(run: RunId | null) {
    this.#held = run === null ? null : this.shown.map(({ id }) => id);
    this.#renaming = run;
  }

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

  /** All runs outside of the trash. */
  get all(): readonly RunSummary[] {
    return this.#runs;
  }

  /** Why a run's negative ELBO cannot be compared with that of most others that are shown; null when it can. */
  whyApart(run: RunSummary): string | null {
    const reference = this.#reference;
    return reference === null ? null : whyNotComparable(run.config, reference.config);
  }

  openGroup(id: GroupId, isOpen: boolean): void {
    const open = new Set(this.#openGroups);
    if (isOpen) open.add(id);
    else open.delete(id);
    this.#openGroups = open;
  }

  /** Loads the list once; events keep it up to date from then on. After a failure it can be called again. */
  async load(): Promise<void> {
    if (this.#phase === 'loading' || this.#phase === 'ready') return;
    this.#phase = 'loading';
    this.#follow();
    try {
      this.#runs = unpackRuns(await call('runs.packed'));
      this.#phase = 'ready';
      this.#applyChanges();
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
      this.#phase = 'failed';
    }
  }

  /** Whether the new name is stored. */
  rename(run: RunId, name: string): Promise<boolean> {
    return succeeds(async () => {
      this.#note(await call('runs.rename', { run, name }));
      this.#applyChanges();
    });
  }

  /** Moves runs to the trash, and offers to take them back. */
  async delete(runs: readonly RunSummary[]): Promise<void> {
    if (runs.length === 0 || !(await deleteRuns(runs))) return;
    runs.forEach(({ id }) => this.#gather(id, null));
    this.#applyChanges();
  }

  #follow(): void {
    if (this.#following) return;
    this.#following = true;
    on('runs-changed', (runs) => runs.forEach((run) => this.#note(run)));
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

  /** Changes that come while the list is being loaded wait for that. */
  #applyChanges(): void {
    if (this.#phase !== 'ready' || this.#changes.size === 0) return;
    this.#runs = withChanges(this.#runs, this.#changes);
    this.#changes.clear();
  }
}

export const runsState = new RunsState();
