import {
  datasetNameSchema,
  type DatasetContents,
  type DatasetSummary,
} from '../../shared/datasets';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { call, on } from '../api';
import { loadDatasets } from '../follow-datasets';
import { knownDatasets } from '../known-datasets.svelte';
import { succeeds } from '../succeeds';
import { sampler } from '../sampler';
import { toasts } from '../ui/toasts.svelte';

/** The datasets there are, and the one that is shown. */
class DatasetsState {
  /** Why a dataset was not removed, and which. */
  #refusal = $state.raw<{ readonly dataset: string; readonly error: ErrorReport } | null>(null);
  readonly #contents = new Map<string, Promise<DatasetContents>>();
  #chosenId = $state<string | null>(null);

  renaming = $state(false);

  /** The chosen one or, when there is none or it went, the first. */
  readonly chosen = $derived(
    this.list?.find(({ id }) => id === this.#chosenId) ?? this.list?.[0] ?? null,
  );
  readonly refusal = $derived(
    this.#refusal?.dataset === this.chosen?.id ? (this.#refusal?.error ?? null) : null,
  );

  /** Null until they are loaded. */
  get list(): readonly DatasetSummary[] | null {
    return knownDatasets.list;
  }

  get error(): ErrorReport | null {
    return knownDatasets.error;
  }

  choose(id: string): void {
    this.#chosenId = id;
    this.#refusal = null;
    this.renaming = false;
  }

  /** Keeps up to date how many runs use a dataset, which changes with the runs; returns what ends that. */
  follow(): () => void {
    void loadDatasets();
    return on('queue-changed', () => void loadDatasets());
  }

  /** What is in a dataset; read once, and again after it could not be read. */
  contents({ id, problem }: DatasetSummary): Promise<DatasetContents> {
    const known = this.#contents.get(id);
    if (known !== undefined && problem === null) return known;
    const reading = sampler.datasetContents(id);
    this.#contents.set(id, reading);
    reading.catch(() => this.#contents.delete(id));
    return reading;
  }

  /** What is wrong with a name; null when nothing is. */
  checkName(name: string): string | null {
    const issue = datasetNameSchema.safeParse(name).error?.issues[0]?.message;
    if (issue !== undefined) return issue;
    const wanted = name.trim().toLowerCase();
    const taken = this.list?.some(
      (each) => each.id !== this.chosen?.id && each.name.toLowerCase() === wanted,
    );
    return taken ? `There is a dataset named “${name.trim()}” already.` : null;
  }

  /** Whether the new name is stored. */
  rename(dataset: string, name: string): Promise<boolean> {
    return succeeds(call('datasets.rename', { dataset, name }));
  }

  /** Removes a dataset, and offers to take it back; says why not when runs use it. */
  async remove({ id, name }: DatasetSummary): Promise<void> {
    this.#refusal = null;
    try {
      await call('datasets.remove', { dataset: id });
    } catch (thrown) {
      this.#refusal = { dataset: id, error: toErrorReport(thrown) };
      return;
    }
    toasts.show(`Removed “${name}”.`, { label: 'Undo', run: () => void this.#restore(id) });
  }

  async #restore(dataset: string): Promise<void> {
    try {
      await call('datasets.restore', { dataset });
      this.choose(dataset);
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }
}

export const datasetsState = new DatasetsState();
