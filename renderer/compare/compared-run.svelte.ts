import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import type { RunDetail, RunSummary } from '../../shared/runs';
import { call } from '../api';
import { Live } from '../live.svelte';
import { drawTiles, type TileWish } from './draw-tiles';

/** One of the runs side by side: what is known of it, and its tiles. */
export class ComparedRun {
  readonly id: RunId;
  readonly tiles = new Live(drawTiles);
  #detail = $state.raw<RunDetail | null>(null);
  #metrics = $state.raw<readonly EpochMetrics[]>([]);
  #error = $state.raw<ErrorReport | null>(null);
  #isGone = $state(false);
  #drawn: TileWish | null = null;
  /** Loadings can overtake each other: only the one begun last counts. */
  #loadings = 0;

  readonly name = $derived(this.#detail?.name ?? (this.#isGone ? 'Removed run' : ''));

  constructor(id: RunId) {
    this.id = id;
  }

  /** Null until it is loaded. */
  get detail(): RunDetail | null {
    return this.#detail;
  }

  get metrics(): readonly EpochMetrics[] {
    return this.#metrics;
  }

  /** Why it could not be loaded. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Whether the run was removed for good. */
  get isGone(): boolean {
    return this.#isGone;
  }

  get isInTrash(): boolean {
    return this.#detail !== null && this.#detail.deletedAt !== null;
  }

  async load(): Promise<void> {
    const loading = ++this.#loadings;
    try {
      const [detail, metrics] = await Promise.all([
        call('runs.get', { run: this.id }),
        call('runs.metrics', { run: this.id }),
      ]);
      if (loading !== this.#loadings || this.#isGone) return;
      this.#detail = detail;
      this.#metrics = metrics;
      this.#error = null;
    } catch (thrown) {
      if (loading !== this.#loadings) return;
      const report = toErrorReport(thrown);
      if (report.kind === 'not-found') this.lose();
      else this.#error = report;
    }
  }

  /** Takes over what main says of the run, and asks for what that leaves out. */
  apply(summary: RunSummary): void {
    if (this.#detail !== null) this.#detail = { ...this.#detail, ...summary };
    void this.load();
  }

  /** Draws its tiles, unless these are drawn or being drawn already. */
  draw(wish: TileWish): void {
    const isDrawn =
      this.tiles.error === null
      && this.#drawn?.plan === wish.plan
      && this.#drawn.model.checkpoint === wish.model.checkpoint
      && this.#drawn.model.epoch === wish.model.epoch;
    if (isDrawn) return;
    this.#drawn = wish;
    void this.tiles.want(wish);
  }

  lose(): void {
    this.#isGone = true;
    this.#detail = null;
    this.#metrics = [];
    this.#error = null;
  }
}
