import { counted } from '../../shared/counted';
import { toErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import type { SheetFormat } from '../../shared/sheets/service';
import { call, on } from '../api';
import { toasts } from '../ui/toasts.svelte';

/** How sheets are written, and the one that is being written. */
class SheetExport {
  format = $state<SheetFormat>('png');
  carryModel = $state(false);
  #share = $state<number | null>(null);

  /** Of what is being written, 0 to 1; null when nothing is. */
  get share(): number | null {
    return this.#share;
  }

  follow(): () => void {
    return on('sheet-progress', ({ share }) => {
      if (this.#share !== null) this.#share = share;
    });
  }

  async write(recipe: SheetRecipe): Promise<void> {
    const { format, carryModel } = this;
    await this.#track(async () => {
      const written = await call('sheets.export', { recipe, format, carryModel });
      if (written !== null) toasts.show(`Saved ${written.path}`);
    });
  }

  /** The same sheet of each of these runs. */
  async writeEach(
    recipe: SheetRecipe,
    choice: {
      readonly runs: RunId[];
      readonly pattern: string;
      readonly which: 'best' | 'last';
    },
  ): Promise<void> {
    const { format, carryModel } = this;
    await this.#track(async () => {
      const written = await call('sheets.exportEach', { recipe, format, carryModel, ...choice });
      if (written === null) return;
      const { count, folder } = written;
      toasts.show(`Saved ${counted(count, 'sheet')} in ${folder}`);
    });
  }

  async cancel(): Promise<void> {
    await call('sheets.cancel');
  }

  async #track(work: () => Promise<void>): Promise<void> {
    if (this.#share !== null) return;
    this.#share = 0;
    try {
      await work();
    } catch (thrown) {
      if (toErrorReport(thrown).kind === 'cancelled') toasts.show(toErrorReport(thrown).message);
      else toasts.showError(thrown);
    } finally {
      this.#share = null;
    }
  }
}

export const sheetExport = new SheetExport();
