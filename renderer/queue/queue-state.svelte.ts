import { counted } from '../../shared/counted';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { expectedTime, type MeasuredSpeeds } from '../../shared/expected-time';
import type { RunId } from '../../shared/ids';
import type { QueueFacts } from '../../shared/ipc/queue';
import { unpackRuns } from '../../shared/packed-runs';
import type { RunStatus } from '../../shared/run-status';
import type { RunSummary } from '../../shared/runs';
import { call, on } from '../api';
import { differingKeys } from '../differences';
import { training } from '../training.svelte';
import { RowSelection } from '../ui/row-selection.svelte';
import { toasts } from '../ui/toasts.svelte';
import { destinationOf, withMoved, type Move } from './order';
import { schedule } from './schedule';

/** How long changes are gathered before the queue is read anew: a sweep's runs are told of one by one. */
const gatherMilliseconds = 40;

const unfinishedStatuses: readonly RunStatus[] = ['failed', 'interrupted', 'paused'];

/** The queue as main has it, and what of it is selected. */
class QueueState {
  #facts = $state.raw<QueueFacts | null>(null);
  #runs = $state.raw<readonly RunSummary[]>([]);
  #speeds = $state.raw<MeasuredSpeeds>({ speeds: [], datasets: {} });
  #error = $state.raw<ErrorReport | null>(null);
  #gathering: ReturnType<typeof setTimeout> | null = null;
  /** Counts readings, so that the answer to an older one never replaces that to a newer one. */
  #reading = 0;

  /** Milliseconds since 1970, kept up by the view. */
  now = $state(Date.now());
  /** What was done last, said to screen readers. */
  announcement = $state('');

  readonly #byId = $derived(new Map(this.#runs.map((run) => [run.id, run])));
  /** Next first. */
  readonly queued = $derived((this.#facts?.order ?? []).flatMap((id) => this.#byId.get(id) ?? []));
  readonly inTraining = $derived(this.#runs.find(({ status }) => status === 'running') ?? null);
  readonly unfinished = $derived(
    this.#runs.filter(({ status }) => unfinishedStatuses.includes(status)),
  );
  readonly paused = $derived(this.#facts?.paused ?? false);
  readonly held = $derived(this.#facts?.held ?? null);
  readonly selection = new RowSelection(() => this.queued);
  readonly chosen = $derived(this.queued.filter(({ id }) => this.selection.chosen.has(id)));
  /** Keys in which the queued runs differ. */
  readonly differing = $derived(differingKeys(this.queued.map(({ config }) => config)));

  readonly #secondsLeft = $derived.by(() => {
    const run = this.inTraining;
    if (run === null) return 0;
    const told = training.progress?.run === run.id ? training.progress.secondsLeft : null;
    return told ?? expectedTime(run.config, this.#speeds, run.epochsDone)?.seconds ?? null;
  });
  /** Of the queued runs, in their order. */
  readonly expectations = $derived.by(() => {
    const standsStill = this.paused || this.held !== null || this.#secondsLeft === null;
    const firstStart = standsStill ? null : this.now + 1000 * this.#secondsLeft;
    return schedule(this.queued, this.#speeds, firstStart);
  });

  get isLoaded(): boolean {
    return this.#facts !== null;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Reads the queue again whenever it changes; returns what ends that. */
  follow(): () => void {
    const stop = on('queue-changed', () => {
      this.#gathering ??= setTimeout(() => {
        this.#gathering = null;
        void this.load();
      }, gatherMilliseconds);
    });
    return () => {
      stop();
      if (this.#gathering !== null) clearTimeout(this.#gathering);
      this.#gathering = null;
    };
  }

  async load(): Promise<void> {
    const reading = ++this.#reading;
    try {
      const [facts, runs, speeds] = await Promise.all([
        call('queue.facts'),
        call('queue.runs'),
        call('queue.speeds'),
      ]);
      if (reading !== this.#reading) return;
      this.#facts = facts;
      this.#runs = unpackRuns(runs);
      this.#speeds = speeds;
      this.now = Date.now();
      this.#error = null;
    } catch (thrown) {
      if (reading === this.#reading) this.#error = toErrorReport(thrown);
    }
  }

  /** Moves what is selected or, without a selection, where the focus is. */
  async move(move: Move): Promise<void> {
    const moving = new Set(this.#concerned());
    if (this.#facts === null || moving.size === 0) return;
    await this.moveBefore(destinationOf(this.#facts.order, moving, move), moving);
  }

  /** Moves runs in front of another; null is the end. Shown at once, before main has answered. */
  async moveBefore(before: RunId | null, moving: ReadonlySet<RunId>): Promise<void> {
    if (this.#facts === null) return;
    const order = withMoved(this.#facts.order, moving, before);
    if (order.every((run, index) => run === this.#facts?.order[index])) return;
    this.#facts = { ...this.#facts, order };
    const place = order.findIndex((run) => moving.has(run)) + 1;
    this.announcement = `${this.#words([...moving])} moved to place ${place} of ${order.length}.`;
    await this.#ask(() => call('queue.move', { runs: [...moving], before }));
  }

  /** Takes what is selected, or where the focus is, out of the queue, and offers to put it back. */
  async remove(runs: readonly RunId[] = this.#concerned()): Promise<void> {
    if (this.#facts === null || runs.length === 0) return;
    const { order } = this.#facts;
    const words = this.#words(runs);
    const removed = await this.#ask(() => call('queue.remove', { runs: [...runs] }));
    if (!removed) return;
    this.#facts = { ...this.#facts, order: order.filter((run) => !runs.includes(run)) };
    toasts.show(`${words} taken out of the queue.`, {
      label: 'Undo',
      run: () =>
        void this.#ask(() => call('queue.putBack', { runs: [...runs], order: [...order] })),
    });
  }

  /** Queues runs that did not finish again. */
  async retry(runs: readonly RunId[]): Promise<void> {
    const words = this.#words(runs);
    if (await this.#ask(() => call('queue.retry', { runs: [...runs] }))) {
      this.announcement = `${words} queued again.`;
    }
  }

  /** Pauses the run in training; the next one begins. */
  async pauseTraining(run: RunId): Promise<void> {
    await this.#ask(() => call('runs.pause', { run }));
  }

  async setPaused(paused: boolean): Promise<void> {
    await this.#ask(() => call('queue.setPaused', { paused }));
  }

  /** Lets a held queue go on. */
  async goOn(): Promise<void> {
    await this.#ask(() => call('queue.goOn'));
  }

  #concerned(): readonly RunId[] {
    if (this.chosen.length > 0) return this.chosen.map(({ id }) => id);
    const active = this.queued[this.selection.active];
    return active === undefined ? [] : [active.id];
  }

  #words(runs: readonly RunId[]): string {
    const [first] = runs;
    if (runs.length !== 1 || first === undefined) return counted(runs.length, 'run');
    return `“${this.#byId.get(first)?.name ?? 'The run'}”`;
  }

  /** Whether it was done. What it did is read by the event that tells of it; when it was refused, at once. */
  async #ask(question: () => Promise<unknown>): Promise<boolean> {
    try {
      await question();
      return true;
    } catch (thrown) {
      toasts.showError(thrown);
      void this.load();
      return false;
    }
  }
}

export const queueState = new QueueState();
