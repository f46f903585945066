import { mostCompared, type Anchor, type Compared } from '../../shared/comparisons';
import type { DatasetSummary } from '../../shared/datasets';
import type { ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { snapshotStyles } from '../../shared/snapshots';
import { call, on } from '../api';
import { Live } from '../live.svelte';
import { toasts } from '../ui/toasts.svelte';
import { imagesByLabel, imagesOfAll, type ChosenImages } from './chosen-images';
import { distinctColours } from './colours';
import { ComparedRun } from './compared-run.svelte';
import type { TileModel, TilePlan, TileWish } from './draw-tiles';
import { checkpointAt, lastEpoch } from './epochs';
import { testSetOf } from './test-sets';

export const mostColumns = 12;

/** Of MNIST, and of a dataset that is not known any more. */
const usualClasses = 10;

/** Latents or images beside each other for so many runs, until a person chooses. */
const usualColumns = [6, 6, 6, 4, 3, 3, 2];

/** A place among the tiles, counted from 0. */
export interface Mark {
  readonly row: number;
  readonly column: number;
}

interface ImageWish {
  readonly dataset: string;
  /** Null chooses among all. */
  readonly labels: readonly number[] | null;
  readonly rows: number;
  readonly columns: number;
  readonly seed: number;
}

/** The runs side by side, and how they are looked at. It stays while other views are shown. */
class Comparing {
  readonly images = new Live(chooseImages);
  anchor = $state<Anchor>('latents');
  seed = $state(1);
  sharesLatents = $state(true);
  /** Whether test images are chosen label by label. */
  byLabel = $state(true);
  #runs = $state.raw<readonly ComparedRun[]>([]);
  #epoch = $state<number | null>(null);
  #labels = $state.raw<readonly number[]>([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  #columns = $state<number | null>(null);
  #marked = $state.raw<Mark | null>(null);
  #datasets = $state.raw<readonly DatasetSummary[]>([]);

  readonly details = $derived(this.#runs.flatMap(({ detail }) => detail ?? []));
  /** Index of a run colour for each run, no two the same. */
  readonly colours = $derived(distinctColours(this.#runs.map(({ detail }) => detail?.colour ?? 0)));
  readonly lastEpoch = $derived(lastEpoch(this.details));
  /** Labels that all the runs' datasets have. */
  readonly classes = $derived.by(() => {
    const used = this.details.map(({ config }) => this.datasetOf(config.dataset)?.classes);
    return used.length === 0
      ? usualClasses
      : Math.min(...used.map((classes) => classes ?? usualClasses));
  });
  /** Those of the chosen labels that there are. */
  readonly labels = $derived(this.#labels.filter((label) => label < this.classes));
  readonly columns = $derived.by(() => {
    const chosen = this.#columns ?? usualColumns[this.#runs.length] ?? 2;
    return this.anchor === 'snapshots' ? Math.min(chosen, snapshotStyles) : chosen;
  });
  /** Whose test images all runs are shown: the first run's. */
  readonly dataset = $derived(this.details[0]?.config.dataset ?? null);
  readonly imageWish = $derived.by((): ImageWish | null => {
    if (this.dataset === null || this.anchor !== 'images') return null;
    const { labels, columns, seed, byLabel } = this;
    return {
      dataset: this.dataset,
      labels: byLabel ? labels : null,
      rows: labels.length,
      columns,
      seed,
    };
  });
  readonly plan = $derived.by((): TilePlan | null => {
    const { labels, columns, seed } = this;
    switch (this.anchor) {
      case 'latents':
        return { kind: 'latents', labels, columns, seed, isShared: this.sharesLatents };
      case 'images':
        return this.images.result && { kind: 'images', images: this.images.result };
      case 'snapshots':
        return { kind: 'snapshots', labels, columns };
    }
  });
  readonly shape = $derived(planShape(this.plan));
  /** Why there is nothing to show in any run. */
  readonly error = $derived<ErrorReport | null>(
    this.anchor === 'images' ? this.images.error : null,
  );

  /** From left to right. */
  get runs(): readonly ComparedRun[] {
    return this.#runs;
  }

  get ids(): readonly RunId[] {
    return this.#runs.map(({ id }) => id);
  }

  get canAdd(): boolean {
    return this.#runs.length < mostCompared;
  }

  /** The tile that is pointed at, in every run; null for none. */
  get marked(): Mark | null {
    const { rows, columns } = this.shape;
    return this.#marked && this.#marked.row < rows && this.#marked.column < columns
      ? this.#marked
      : null;
  }

  set marked(mark: Mark | null) {
    this.#marked = mark;
  }

  /** Null is the newest. */
  get epoch(): number | null {
    return this.#epoch;
  }

  /** The last epoch follows the newest from then on. */
  set epoch(epoch: number | null) {
    this.#epoch = epoch === null || epoch >= this.lastEpoch ? null : Math.max(1, Math.round(epoch));
  }

  /** The dataset that a configuration names; undefined when there is none. */
  datasetOf(id: string): DatasetSummary | undefined {
    return this.#datasets.find((dataset) => dataset.id === id);
  }

  toggleLabel(label: number): void {
    const others = this.#labels.filter((each) => each !== label);
    const isOn = others.length < this.#labels.length;
    this.#labels = isOn ? others : [...others, label].sort((a, b) => a - b);
  }

  chooseLabels(labels: readonly number[]): void {
    this.#labels = labels;
  }

  chooseColumns(columns: number): void {
    this.#columns = columns;
  }

  /** Other latents, or other test images. */
  drawAnew(): void {
    this.seed = Math.floor(Math.random() * 2 ** 31);
  }

  /** Puts these runs side by side; those that were there already keep what they show. */
  show(ids: readonly RunId[]): void {
    if (ids.join() === this.ids.join()) return;
    this.#runs = ids.map((id) => {
      const known = this.#runs.find((run) => run.id === id);
      if (known !== undefined) return known;
      const run = new ComparedRun(id);
      void run.load();
      return run;
    });
  }

  /** What a run shows; null where it has nothing to show at this epoch. */
  modelOf({ id, detail }: ComparedRun): TileModel | null {
    if (detail === null) return null;
    const checkpoint = checkpointAt(detail.checkpoints, this.#epoch);
    const epoch = Math.min(this.#epoch ?? detail.epochsDone, detail.epochsDone);
    if (checkpoint === null || epoch === 0) return null;
    return { run: id, config: detail.config, checkpoint: checkpoint.id, epoch };
  }

  /** Tiles that a run is to show; null where it has none, or learned from another dataset than the images are of. */
  wishOf(run: ComparedRun): TileWish | null {
    const model = this.modelOf(run);
    if (this.plan === null || model === null) return null;
    if (this.anchor === 'images' && model.config.dataset !== this.dataset) return null;
    return { plan: this.plan, model };
  }

  /** How it is looked at, to be saved. */
  get compared(): Compared {
    const { anchor, seed } = this;
    return { runs: [...this.ids], anchor, seed, epoch: this.#epoch };
  }

  /** Looks at runs as they were looked at when that was saved. */
  lookAs({ anchor, seed, epoch }: Compared): void {
    this.anchor = anchor;
    this.seed = seed;
    this.#epoch = epoch;
  }

  /** Keeps what is shown up to date; returns what ends that. */
  follow(): () => void {
    void this.#loadDatasets();
    for (const run of this.#runs) void run.load();
    const find = (id: RunId): ComparedRun | undefined => this.#runs.find((run) => run.id === id);
    const stops = [
      on('run-changed', (summary) => find(summary.id)?.apply(summary)),
      on('epoch-finished', ({ run }) => void find(run)?.load()),
      on('measured', ({ run }) => void find(run)?.load()),
      on('runs-removed', ({ runs }) => runs.forEach((id) => find(id)?.lose())),
      on('datasets-changed', (datasets) => {
        this.#datasets = datasets;
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  async #loadDatasets(): Promise<void> {
    try {
      this.#datasets = await call('datasets.list');
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }
}

function planShape(plan: TilePlan | null): { readonly rows: number; readonly columns: number } {
  if (plan === null) return { rows: 0, columns: 0 };
  if (plan.kind === 'images') return plan.images;
  return { rows: plan.labels.length, columns: plan.columns };
}

async function chooseImages(wish: ImageWish): Promise<ChosenImages> {
  const testSet = await testSetOf(wish.dataset);
  const { labels, rows, columns, seed } = wish;
  return labels === null
    ? imagesOfAll(testSet, rows, columns, seed)
    : imagesByLabel(testSet, labels, columns, seed);
}

export const comparing = new Comparing();
