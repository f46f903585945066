import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { expectedTime, type MeasuredSpeeds } from '../../shared/expected-time';
import type { RunId } from '../../shared/ids';
import { runNameSchema, runTagSchema } from '../../shared/ipc/runs';
import { presets, type PresetId } from '../../shared/presets';
import type { RunConfigKey } from '../../shared/run-config';
import { writeConfig, type ConfigTexts } from '../../shared/run-config-text';
import { sweepNames, sweepTag } from '../../shared/run-name';
import type { Sweep } from '../../shared/sweep/read-sweep';
import { call, on } from '../api';
import { knownDatasets } from '../known-datasets.svelte';
import { succeeds } from '../succeeds';
import { toasts } from '../ui/toasts.svelte';
import { datasetChoices, edit, presetOf, readForm } from './form';
import { keepDraft, keptDraft, type Draft } from './kept-draft';

/** The run, or the sweep, being composed. It outlives the view, and the process, until it is queued. */
class NewRunState {
  #draft = $state.raw<Draft>(
    keptDraft() ?? { name: '', tag: '', texts: writeConfig(presets.seed.config) },
  );
  #speeds = $state.raw<MeasuredSpeeds | null>(null);
  #starting = $state(false);
  #error = $state.raw<ErrorReport | null>(null);

  readonly reading = $derived(readForm(this.texts, knownDatasets.list));
  readonly preset = $derived(presetOf(this.texts));
  readonly datasetChoices = $derived(datasetChoices(knownDatasets.list ?? [], this.texts.dataset));
  readonly #sweep = $derived(this.reading.sweep);
  /** Of the last values that all could be read: while one of them is being written, no other number holds. */
  #lastCount = 1;
  /** How many runs the values make. */
  readonly runCount = $derived.by(() => {
    if (this.#sweep !== null) this.#lastCount = this.#sweep.configs.length;
    return this.#lastCount;
  });
  /** Expected times of the runs, in their order; null while nothing is known of this machine. */
  readonly times = $derived.by(() => {
    const speeds = this.#speeds;
    if (speeds === null || this.#sweep === null) return null;
    return this.#sweep.configs.map((config) => expectedTime(config, speeds));
  });
  /** What the run, or the first of the sweep, is called when it is given no name. */
  readonly usualName = $derived(
    this.#sweep === null ? 'Made from the configuration' : (sweepNames('', this.#sweep)[0] ?? ''),
  );
  /** What a sweep's runs are tagged with when no tag is given; a single run gets none. */
  readonly usualTag = $derived(
    this.#sweep === null || this.#sweep.configs.length === 1 ? '' : sweepTag(this.#sweep),
  );
  /** What is wrong with the name; an empty one is made from the configuration. */
  readonly nameIssue = $derived(
    this.name.trim() === ''
      ? undefined
      : runNameSchema.safeParse(this.name).error?.issues[0]?.message,
  );
  readonly tagIssue = $derived(
    this.tag.trim() === '' ? undefined : runTagSchema.safeParse(this.tag).error?.issues[0]?.message,
  );
  /** Fields that need another value. */
  readonly issueCount = $derived(
    this.reading.issues.size
      + (this.nameIssue === undefined ? 0 : 1)
      + (this.tagIssue === undefined ? 0 : 1),
  );

  get texts(): ConfigTexts {
    return this.#draft.texts;
  }

  get name(): string {
    return this.#draft.name;
  }

  set name(name: string) {
    this.#change({ name });
  }

  /** Of all runs; that of a sweep is made from what varies when it is empty. */
  get tag(): string {
    return this.#draft.tag;
  }

  set tag(tag: string) {
    this.#change({ tag });
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Learns how fast training goes; returns what ends that. */
  follow(): () => void {
    void this.#load();
    return on('datasets-changed', () => void this.#load());
  }

  async #load(): Promise<void> {
    try {
      this.#speeds = await call('queue.speeds');
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  set(key: RunConfigKey, text: string): void {
    this.#change({ texts: edit(this.texts, key, text) });
  }

  choosePreset(id: PresetId): void {
    this.#replace({ texts: writeConfig(presets[id].config) });
  }

  /** Starts from another run's configuration. */
  async copyFrom(run: RunId): Promise<void> {
    try {
      const { name, config } = await call('runs.get', { run });
      this.#replace({ name: `${name.slice(0, 193)}, again`, texts: writeConfig(config) });
    } catch (thrown) {
      toasts.showError(thrown);
    }
  }

  /** Queues the runs; their ids, or null when something is wrong or a start is under way. */
  async start(): Promise<readonly RunId[] | null> {
    if (this.#sweep === null || this.issueCount > 0 || this.#starting) return null;
    this.#starting = true;
    this.#error = null;
    try {
      const runs = await this.#queue(this.#sweep);
      this.#change({ name: '', tag: '' });
      keepDraft(null);
      await this.#tellIfPaused(runs.length);
      return runs;
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
      return null;
    } finally {
      this.#starting = false;
    }
  }

  #queue(sweep: Sweep): Promise<readonly RunId[]> {
    const names = sweepNames(this.name, sweep);
    const tag = this.tag.trim() === '' ? this.usualTag : this.tag.trim();
    return call('queue.add', {
      runs: sweep.configs.map((config, index) => ({ name: names[index] ?? '', config })),
      tags: tag === '' ? [] : [tag],
    });
  }

  /** Nothing starts while the queue is paused: a person who pressed Start would wonder. */
  async #tellIfPaused(count: number): Promise<void> {
    const { paused } = await call('queue.facts');
    if (!paused) return;
    toasts.show(`The queue is paused: ${count === 1 ? 'the run waits' : 'the runs wait'} in it.`, {
      label: 'Go on',
      run: () => void succeeds(call('queue.setPaused', { paused: false })),
    });
  }

  /** Takes over all settings; if that loses what a person typed, it can be undone. */
  #replace(changes: Partial<Draft>): void {
    const before = this.#draft;
    const wasEdited = this.preset === null;
    this.#take(changes);
    if (!wasEdited) return;
    toasts.show('The settings were replaced.', { label: 'Undo', run: () => this.#take(before) });
  }

  #take(changes: Partial<Draft>): void {
    this.#change(changes);
    this.#error = null;
  }

  #change(changes: Partial<Draft>): void {
    this.#draft = { ...this.#draft, ...changes };
    keepDraft(this.#draft);
  }
}

export const newRunState = new NewRunState();
