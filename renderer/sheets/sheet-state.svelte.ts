import { call } from '../api';
import { CheckpointChoice } from '../checkpoint-choice.svelte';
import { sampler } from '../sampler';
import { toasts } from '../ui/toasts.svelte';
import { readSheetForm, startForm, type SheetForm } from './sheet-form';
import { SheetPreview } from './sheet-preview.svelte';

/** Seeds that the button draws: few digits, to be read and typed again. */
const seedsDrawn = 1_000_000;

/** The sheet being composed. It stays as it is while other views are shown. */
class SheetState {
  readonly preview = new SheetPreview((...inputs) => sampler.decode(...inputs));
  readonly choice = new CheckpointChoice();
  #exporting = $state(false);
  #form = $state.raw<SheetForm>(startForm);

  readonly #reading = $derived(
    this.choice.detail === null || this.choice.checkpoint === null
      ? null
      : readSheetForm(this.#form, this.choice.checkpoint, this.choice.detail.config),
  );
  readonly recipe = $derived(this.#reading?.ok ? this.#reading.recipe : null);
  /** What is wrong, by field. */
  readonly problems: Readonly<Record<string, string>> = $derived(
    this.#reading === null || this.#reading.ok
      ? {}
      : Object.fromEntries(this.#reading.issues.map(({ field, message }) => [field, message])),
  );

  get form(): SheetForm {
    return this.#form;
  }

  get exporting(): boolean {
    return this.#exporting;
  }

  change(changes: Partial<SheetForm>): void {
    this.#form = { ...this.#form, ...changes };
  }

  newLatents(): void {
    this.change({ seed: String(Math.floor(Math.random() * seedsDrawn)) });
  }

  async export(): Promise<void> {
    if (this.recipe === null || this.#exporting) return;
    this.#exporting = true;
    try {
      const saved = await call('sheets.export', { recipe: this.recipe });
      if (saved !== null) toasts.show(`Saved ${saved.path}`);
    } catch (thrown) {
      toasts.showError(thrown);
    } finally {
      this.#exporting = false;
    }
  }
}

export const sheetState = new SheetState();
