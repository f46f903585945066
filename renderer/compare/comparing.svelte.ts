import { mostCompared, type Compared } from '../../shared/comparisons';
import { classesNamed, nameOfClass, numberedNames, type ClassNames } from '../../shared/datasets';
import type { ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { snapshotStyles } from '../../shared/snapshots';
import { on } from '../api';
import { differingKeys } from '../differences';
import { knownDatasets } from '../known-datasets.svelte';
import { Live } from '../live.svelte';
import { distinctColours } from './colours';
import { sharesScale } from './comparable';
import { ComparedRun } from './compared-run.svelte';
import type { TileModel, TilePlan, TileWish } from './draw-tiles';
import { checkpointAt, lastEpoch } from './epochs';
import { looks } from './looks.svelte';
import { chooseImages, type ImageWish } from './test-sets';
import { bestRuns, imageLosses } from './tile-values';

/** Of MNIST, and of a dataset that is not known any more. */
const usualNames = numberedNames(10);

/** Tiles beside each other in so many grids, until a person chooses: test images have a grid of their own. */
const usualColumns = [6, 6, 6, 4, 3, 3, 2];

/** A place among the tiles, counted from 0. */
export interface Mark {
  readonly row: number;
  readonly column: number;
}

/** The runs side by side, and what of them is to be seen. It stays while other views are shown. */
class Comparing {
  readonly images = new Live(chooseImages);
  #runs = $state.raw<readonly ComparedRun[]>([]);
  #marked = $state.raw<Mark | null>(null);

  readonly details = $derived(this.#runs.flatMap(({ detail }) => detail ?? []));
  /** Index of a run colour for each run, no two the same. */
  readonly colours = $derived(distinctColours(this.#runs.map(({ detail }) => detail?.colour ?? 0)));
  /** Settings that tell the runs apart. */
  readonly differing = $derived(differingKeys(this.details.map(({ config }) => config)));
  readonly lastEpoch = $derived(lastEpoch(this.details));
  readonly #classNames = $derived.by((): readonly ClassNames[] => {
    const datasets = [...new Set(this.details.map(({ config }) => config.dataset))];
    if (datasets.length === 0) return [usualNames];
    return datasets.map((dataset) => knownDatasets.find(dataset)?.classNames ?? usualNames);
  });
  /** Labels that all the runs' datasets have. */
  readonly allLabels = $derived(
    this.#classNames
      .map(classesNamed)
      .reduce((common, labels) => common.filter((label) => labels.includes(label))),
  );
  /** Those of the chosen labels that there are. */
  readonly labels = $derived(looks.labels.filter((label) => this.allLabels.includes(label)));
  readonly columns = $derived.by(() => {
    const grids = this.#runs.length + (looks.anchor === 'images' ? 1 : 0);
    const chosen = looks.columns ?? usualColumns[grids] ?? 2;
    return looks.anchor === 'snapshots' ? Math.min(chosen, snapshotStyles) : chosen;
  });
  /** Whose test images all runs are shown: the first run's. */
  readonly dataset = $derived(this.details[0]?.config.dataset ?? null);
  readonly imageWish = $derived.by((): ImageWish | null => {
    if (this.dataset === null || looks.anchor !== 'images') return null;
    const { labels, columns } = this;
    const { seed, byLabel } = looks;
    return {
      dataset: this.dataset,
      labels: byLabel ? labels : null,
      rows: labels.length,
      columns,
      seed,
    };
  });
  readonly plan = $derived.by((): TilePlan | null => {
    const { labels, columns } = this;
    switch (looks.anchor) {
      case 'latents': {
        const { seed, sharesLatents: isShared } = looks;
        return { kind: 'latents', labels, columns, seed, isShared };
      }
      case 'images':
        return this.images.result && { kind: 'images', images: this.images.result };
      case 'snapshots':
        return { kind: 'snapshots', labels, columns };
    }
  });
  readonly shape = $derived(planShape(this.plan));
  /** Which run does each test image best; null where their losses are not on one scale, or one alone has any. */
  readonly best = $derived.by(() => {
    const losses = this.#runs.map(({ tiles: { result } }) =>
      result?.plan === this.plan && result.nats ? imageLosses(result.nats) : null,
    );
    const compared = losses.filter((each) => each !== null);
    return compared.length > 1 && sharesScale(this.details) ? bestRuns(losses) : null;
  });
  /** Why there is nothing to show in any run. */
  readonly error = $derived<ErrorReport | null>(
    looks.anchor === 'images' ? this.images.error : null,
  );

  /** What the runs' datasets call a label: one name, or each its own. */
  nameOf(label: number): string {
    return [...new Set(this.#classNames.map((names) => nameOfClass(names, label)))].join(' / ');
  }

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
    return looks.epoch;
  }

  /** The last epoch follows the newest from then on. */
  set epoch(epoch: number | null) {
    looks.epoch = epoch === null || epoch >= this.lastEpoch ? null : Math.max(1, Math.round(epoch));
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
    const checkpoint = checkpointAt(detail.checkpoints, looks.epoch);
    const epoch = Math.min(looks.epoch ?? detail.epochsDone, detail.epochsDone);
    if (checkpoint === null || epoch === 0) return null;
    return { run: id, config: detail.config, checkpoint: checkpoint.id, epoch };
  }

  /** Tiles that a run is to show; null where it has none, or learned from another dataset than the images are of. */
  wishOf(run: ComparedRun): TileWish | null {
    const model = this.modelOf(run);
    if (this.plan === null || model === null) return null;
    if (looks.anchor === 'images' && model.config.dataset !== this.dataset) return null;
    return { plan: this.plan, model };
  }

  /** As it is to be saved. */
  get compared(): Compared {
    return { ...looks.all, runs: this.ids };
  }

  /** Keeps what is shown up to date; returns what ends that. */
  follow(): () => void {
    for (const run of this.#runs) void run.load();
    const find = (id: RunId): ComparedRun | undefined => this.#runs.find((run) => run.id === id);
    const stops = [
      on('runs-changed', (runs) => runs.forEach((run) => find(run.id)?.apply(run))),
      on('epoch-finished', ({ run }) => void find(run)?.load()),
      on('measured', ({ run }) => void find(run)?.load()),
      on('runs-removed', ({ runs }) => runs.forEach((id) => find(id)?.lose())),
    ];
    return () => stops.forEach((stop) => stop());
  }
}

function planShape(plan: TilePlan | null): { readonly rows: number; readonly columns: number } {
  if (plan === null) return { rows: 0, columns: 0 };
  if (plan.kind === 'images') return plan.images;
  return { rows: plan.labels.length, columns: plan.columns };
}

export const comparing = new Comparing();
