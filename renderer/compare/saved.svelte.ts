import {
  comparedSchema,
  type Compared,
  type Comparison,
  type ComparisonId,
} from '../../shared/comparisons';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { call } from '../api';
import { succeeds } from '../succeeds';
import { toasts } from '../ui/toasts.svelte';
import { take } from './choosing';
import { comparing } from './comparing.svelte';
import { looks } from './looks.svelte';

/** Comparisons that were given a name, and which of them is open. */
class SavedComparisons {
  #list = $state.raw<readonly Comparison[]>([]);
  #names = $state.raw<ReadonlyMap<RunId, string>>(new Map());
  #error = $state.raw<ErrorReport | null>(null);
  #openId = $state<ComparisonId | null>(null);

  /** The one that is open; null when what is compared has no name. */
  readonly open = $derived(
    comparing.ids.length === 0 ? null : (this.#list.find(({ id }) => id === this.#openId) ?? null),
  );
  /** Whether what is compared is not what was saved. */
  readonly isChanged = $derived(
    this.open !== null && asText(this.open.compared) !== asText(comparing.compared),
  );

  /** Newest first. */
  get list(): readonly Comparison[] {
    return this.#list;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  async load(): Promise<void> {
    this.#error = null;
    try {
      const [list, runs] = await Promise.all([call('comparisons.list'), call('runs.list')]);
      this.#list = list;
      this.#names = new Map(runs.map(({ id, name }) => [id, name]));
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
    }
  }

  /** The runs of a comparison by name; the last may say how many were removed. */
  runNames({ compared }: Comparison): string[] {
    const known = compared.runs.flatMap((run) => this.#names.get(run) ?? []);
    const gone = compared.runs.length - known.length;
    return gone === 0 ? known : [...known, `${gone} removed`];
  }

  show(comparison: Comparison): void {
    this.#openId = comparison.id;
    const { runs, ...saved } = comparison.compared;
    looks.all = saved;
    take(runs);
  }

  /** What is compared is a comparison of its own from now on. */
  leave(): void {
    this.#openId = null;
  }

  /** Whether it is saved. */
  save(name: string): Promise<boolean> {
    return succeeds(async () => {
      const saved = await call('comparisons.save', { name, compared: comparing.compared });
      this.#list = [saved, ...this.#list];
      this.#openId = saved.id;
    });
  }

  /** Whether the new name is stored. */
  rename({ id }: Comparison, name: string): Promise<boolean> {
    return succeeds(async () => {
      this.#replace(await call('comparisons.change', { comparison: id, name }));
    });
  }

  /** Takes over what is compared now into the open one. */
  async update(): Promise<void> {
    const { open } = this;
    if (open === null) return;
    const { compared } = comparing;
    await succeeds(async () => {
      this.#replace(await call('comparisons.change', { comparison: open.id, compared }));
    });
  }

  async delete(comparison: Comparison): Promise<void> {
    await succeeds(async () => {
      await call('comparisons.delete', { comparison: comparison.id });
      this.#list = this.#list.filter(({ id }) => id !== comparison.id);
      toasts.show(`Deleted “${comparison.name}”.`, {
        label: 'Undo',
        run: () => void this.#restore(comparison),
      });
    });
  }

  async #restore(comparison: Comparison): Promise<void> {
    await succeeds(async () => {
      await call('comparisons.restore', { comparison: comparison.id });
      await this.load();
    });
  }

  #replace(changed: Comparison): void {
    this.#list = this.#list.map((each) => (each.id === changed.id ? changed : each));
  }
}

/** The same for what looks the same. */
const asText = (compared: Compared): string =>
  JSON.stringify(comparedSchema.keyof().options.map((key) => compared[key]));

export const saved = new SavedComparisons();
