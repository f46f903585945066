import { bestCheckpoint } from '../../shared/checkpoints';
import { numberedNames, unlessNumbered } from '../../shared/datasets';
import { toErrorReport, WorkbenchError, type ErrorReport } from '../../shared/errors';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { CheckpointSummary, RunDetail, RunSummary } from '../../shared/runs';
import type { SheetModelFacts } from '../../shared/sheets/contents/content-plan';
import { sheetModel, type SheetModel } from '../../shared/sheets/model-schema';
import type { VerifiedSheet } from '../../shared/sheets/service';
import { call, on } from '../api';
import { loadDatasets } from '../follow-datasets';
import { knownDatasets } from '../known-datasets.svelte';
import { pickable } from '../parts/pickable-runs.svelte';
import type { ModelChoice } from './sheet-form';

/** Of MNIST, and of a dataset that is not known any more. */
const usualClasses = { classes: 10, classNames: numberedNames(10) };

/** A run that is no longer in the database. */
const missing = Symbol('missing');

/** Runs to make sheets of, with the checkpoints of those that were asked for. */
export class RunModels {
  #runs = $state.raw<readonly RunSummary[] | null>(null);
  #details = $state.raw<ReadonlyMap<RunId, RunDetail | typeof missing>>(new Map());
  #error = $state.raw<ErrorReport | null>(null);
  #adopted = $state.raw<Readonly<Record<CheckpointId, SheetModelFacts>>>({});
  readonly #carried: Record<CheckpointId, CheckpointId> = {};
  readonly #asked = new Set<RunId>();

  /** Runs that have checkpoints, newest first; null until they are loaded. */
  get runs(): readonly RunSummary[] | null {
    return this.#runs;
  }

  /** Why there is nothing to choose from. */
  get error(): ErrorReport | null {
    return this.#error ?? knownDatasets.error;
  }

  /** Loads what there is to choose from, and keeps it up to date; returns what ends that. */
  follow(): () => void {
    void this.load();
    const stops = [
      on('runs-changed', (changed) => {
        if (this.#runs === null) return;
        const ids = new Set(changed.map(({ id }) => id));
        this.#runs = pickable([...this.#runs.filter(({ id }) => !ids.has(id)), ...changed]);
        for (const id of ids) if (this.#asked.has(id)) void this.#fetch(id);
      }),
      on('runs-removed', ({ runs }) => {
        for (const run of runs) if (this.#asked.has(run)) this.#put(run, missing);
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }

  async load(): Promise<void> {
    this.#error = null;
    if (knownDatasets.error !== null) void loadDatasets();
    try {
      this.#runs = pickable(await call('runs.list'));
      for (const run of this.#asked) void this.#fetch(run);
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
    }
  }

  /** Takes what a sheet's file, or main, tells of its models: such are known although their run is not here. */
  adopt({ facts, carried }: Pick<VerifiedSheet, 'facts' | 'carried'>): void {
    this.#adopted = { ...this.#adopted, ...facts };
    Object.assign(this.#carried, carried);
  }

  /** Under which id the sampler knows a checkpoint. */
  samplerId(checkpoint: CheckpointId): CheckpointId {
    return this.#carried[checkpoint] ?? checkpoint;
  }

  /** Sees to it that these runs' checkpoints are known, now or soon. */
  need(runs: readonly RunId[]): void {
    for (const run of runs) {
      if (this.#asked.has(run)) continue;
      this.#asked.add(run);
      void this.#fetch(run);
    }
  }

  /** Null while it is being loaded, and for one that is not in the database. */
  detail(run: RunId): RunDetail | null {
    const detail = this.#details.get(run);
    return detail === undefined || detail === missing ? null : detail;
  }

  /** What a choice stands for; null while its run is being loaded. */
  model(choice: ModelChoice): SheetModel | null {
    if (choice.given !== null) return choice.given;
    const detail = this.detail(choice.run);
    const checkpoint = detail === null ? null : chosenCheckpoint(detail, choice.which);
    return detail === null || checkpoint === null ? null : sheetModel(detail, checkpoint);
  }

  /**
   * What planning has to know of a model; null while its run or the datasets are being loaded.
   *
   * @throws WorkbenchError `not-found` for a checkpoint that the database lacks.
   */
  facts({ run, checkpoint, name }: SheetModel): SheetModelFacts | null {
    const adopted = this.#adopted[checkpoint];
    if (adopted !== undefined) return adopted;
    const found = this.#details.get(run);
    if (found === undefined || knownDatasets.list === null) return null;
    if (found === missing || !found.checkpoints.some(({ id }) => id === checkpoint)) {
      throw new WorkbenchError({
        kind: 'not-found',
        message: `${name === '' ? 'The checkpoint' : `The checkpoint of “${name}”`} is not in this database.`,
        remedy: 'Choose another run.',
      });
    }
    const { conditioning, latentDimensions, dataset } = found.config;
    const { classes, classNames } = knownDatasets.find(dataset) ?? usualClasses;
    return {
      ...{ conditioning, latentDimensions, dataset, classes },
      ...unlessNumbered(classNames),
    };
  }

  async #fetch(run: RunId): Promise<void> {
    try {
      this.#put(run, await call('runs.get', { run }));
    } catch (thrown) {
      if (toErrorReport(thrown).kind === 'not-found') this.#put(run, missing);
      else this.#error = toErrorReport(thrown);
    }
  }

  #put(run: RunId, detail: RunDetail | typeof missing): void {
    this.#details = new Map(this.#details).set(run, detail);
  }
}

export function chosenCheckpoint(
  { checkpoints }: Pick<RunDetail, 'checkpoints'>,
  which: ModelChoice['which'],
): CheckpointSummary | null {
  const last = checkpoints.at(-1) ?? null;
  if (which === 'last') return last;
  const chosen = checkpoints.find(({ id }) => id === which);
  return chosen ?? bestCheckpoint(checkpoints) ?? last;
}

/** At most `most` of them, the first and the last among them, as evenly apart as can be. */
export function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  const step = (list.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => list[Math.round(index * step)]!);
}
