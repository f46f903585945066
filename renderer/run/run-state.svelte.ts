import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { stepLossParts, type EpochMetrics } from '../../shared/metrics';
import type { RunProgress } from '../../shared/run-progress';
import type { RunDetail, RunSummary } from '../../shared/runs';
import { call, on } from '../api';
import { toasts } from '../ui/toasts.svelte';
import { Snapshots } from './snapshots.svelte';
import { StepHistory, stepsPerEpochOf } from './step-history';

/** All that the view of one run shows: loaded once, then kept up to date by main's events. */
export class RunState {
  readonly id: RunId;
  readonly snapshots: Snapshots;
  #detail = $state.raw<RunDetail | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  #gone = $state(false);
  #metrics = $state.raw<readonly EpochMetrics[]>([]);
  #damage = $state.raw<readonly string[]>([]);
  #progress = $state.raw<RunProgress | null>(null);
  #history = new StepHistory(1, 1);
  /** Counts changes of `history`, which is too large to be observed value by value. */
  #historyVersion = $state(0);
  /** What happened while the run is being loaded; null when it is not. */
  #missed: (() => void)[] | null = null;
  /** Loadings can overtake each other: only the one begun last counts. */
  #loadings = 0;

  constructor(id: RunId) {
    this.id = id;
    this.snapshots = new Snapshots(id);
  }

  /** Null until it is loaded. */
  get detail(): RunDetail | null {
    return this.#detail;
  }

  /** Why it could not be loaded. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Whether the run was removed for good. */
  get gone(): boolean {
    return this.#gone;
  }

  get metrics(): readonly EpochMetrics[] {
    return this.#metrics;
  }

  /** What of it cannot be read: a sentence each. */
  get damage(): readonly string[] {
    return this.#damage;
  }

  /** Null unless the run is being trained. */
  get progress(): RunProgress | null {
    return this.#progress;
  }

  get history(): StepHistory {
    void this.#historyVersion;
    return this.#history;
  }

  /** Loads the run and follows it; returns what ends that. */
  follow(): () => void {
    const stops = [
      on('run-progress', (progress) => {
        if (progress.run === this.id) this.#whenLoaded(() => this.#advance(progress));
      }),
      on('epoch-finished', ({ run, metrics }) => {
        if (run === this.id) this.#whenLoaded(() => this.#finishEpoch(metrics));
      }),
      on('runs-changed', (runs) => {
        const run = runs.find(({ id }) => id === this.id);
        if (run !== undefined) this.apply(run);
      }),
      on('measured', ({ run }) => {
        if (run === this.id) void this.#refreshDetail();
      }),
      on('runs-removed', ({ runs }) => {
        if (runs.includes(this.id)) this.#gone = true;
      }),
    ];
    void this.load();
    return () => {
      stops.forEach((stop) => stop());
      this.snapshots.stop();
    };
  }

  async load(): Promise<void> {
    const loading = ++this.#loadings;
    const missed = (this.#missed ??= []);
    this.#error = null;
    const run = this.id;
    try {
      const [detail, metrics, steps, snapshotEpochs, damage] = await Promise.all([
        call('runs.get', { run }),
        call('runs.metrics', { run }),
        call('runs.steps', { run }),
        call('runs.snapshotEpochs', { run }),
        call('damage.ofRun', { run }),
      ]);
      if (loading !== this.#loadings) return;
      const history = new StepHistory(
        stepsPerEpochOf(detail.config, steps.epochs, detail.epochsDone),
        detail.config.beta,
      );
      for (const { epoch, losses } of steps.epochs) {
        history.write({ epoch, step: losses.length / stepLossParts, losses });
      }
      this.#setHistory(history);
      this.#detail = detail;
      this.#metrics = metrics;
      this.#damage = damage;
      this.snapshots.setEpochs(snapshotEpochs);
      this.#missed = null;
      missed.forEach((happen) => happen());
    } catch (thrown) {
      if (loading === this.#loadings) this.#error = toErrorReport(thrown);
    }
  }

  /** Takes over what main says of the run, and asks for what that leaves out. */
  apply(summary: RunSummary): void {
    this.#whenLoaded(() => {
      if (this.#detail === null) return;
      this.#detail = { ...this.#detail, ...summary };
      if (summary.status !== 'running') this.#progress = null;
      const wentBack = summary.epochsDone < (this.#metrics.at(-1)?.epoch ?? 0);
      void (wentBack ? this.load() : this.#refreshDetail());
    });
  }

  #whenLoaded(happen: () => void): void {
    if (this.#missed === null) happen();
    else this.#missed.push(happen);
  }

  #advance(progress: RunProgress): void {
    this.#progress = progress;
    const { stepsPerEpoch, losses } = progress;
    if (losses.length === 0) return;
    const known = this.#history;
    const isExpected = stepsPerEpoch === known.stepsPerEpoch;
    const history = isExpected ? known : new StepHistory(stepsPerEpoch, known.beta);
    history.write(progress);
    this.#setHistory(history);
  }

  #finishEpoch(metrics: EpochMetrics): void {
    this.#metrics = [...this.#metrics.filter(({ epoch }) => epoch < metrics.epoch), metrics];
    this.snapshots.addEpoch(metrics.epoch);
    void this.#refreshDetail();
  }

  #setHistory(history: StepHistory): void {
    this.#history = history;
    this.#historyVersion++;
  }

  async #refreshDetail(): Promise<void> {
    try {
      this.#detail = await call('runs.get', { run: this.id });
    } catch (thrown) {
      if (!this.#gone) toasts.showError(thrown);
    }
  }
}
