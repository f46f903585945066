import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import { runNameSchema } from '../../shared/ipc/runs';
import { presets, type PresetId } from '../../shared/presets';
import type { RunConfigKey } from '../../shared/run-config';
import { writeConfig, type ConfigTexts } from '../../shared/run-config-text';
import { call } from '../api';
import { toasts } from '../ui/toasts.svelte';
import { edit, presetOf, readForm } from './form';

interface Draft {
  readonly name: string;
  readonly texts: ConfigTexts;
}

/** The run being composed. It outlives the view, so that a look at another one loses nothing. */
class NewRunState {
  #texts = $state.raw<ConfigTexts>(writeConfig(presets.seed.config));
  #starting = $state(false);
  #error = $state.raw<ErrorReport | null>(null);

  name = $state('');

  readonly reading = $derived(readForm(this.#texts));
  readonly preset = $derived(presetOf(this.#texts));
  /** What is wrong with the name; an empty one is made from the configuration. */
  readonly nameIssue = $derived(
    this.name.trim() === ''
      ? undefined
      : runNameSchema.safeParse(this.name).error?.issues[0]?.message,
  );

  get texts(): ConfigTexts {
    return this.#texts;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  set(key: RunConfigKey, text: string): void {
    this.#texts = edit(this.#texts, key, text);
  }

  choosePreset(id: PresetId): void {
    this.#replace({ name: this.name, texts: writeConfig(presets[id].config) });
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

  /** Queues the run; its id, or null when something is wrong or a start is under way. */
  async start(): Promise<RunId | null> {
    const { config } = this.reading;
    if (config === null || this.nameIssue !== undefined || this.#starting) return null;
    this.#starting = true;
    this.#error = null;
    try {
      const { id } = await call('runs.create', { name: this.name.trim(), config });
      this.name = '';
      return id;
    } catch (thrown) {
      this.#error = toErrorReport(thrown);
      return null;
    } finally {
      this.#starting = false;
    }
  }

  /** Takes over a whole draft; if that loses what a person typed, it can be undone. */
  #replace(draft: Draft): void {
    const before: Draft = { name: this.name, texts: this.#texts };
    const wasEdited = this.preset === null;
    this.#take(draft);
    if (!wasEdited) return;
    toasts.show('The settings were replaced.', { label: 'Undo', run: () => this.#take(before) });
  }

  #take({ name, texts }: Draft): void {
    this.name = name;
    this.#texts = texts;
    this.#error = null;
  }
}

export const newRunState = new NewRunState();
