import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import type { MadeSheet, SavedRecipe } from '../../shared/sheets/library';
import { call, on } from '../api';
import { succeeds } from '../succeeds';
import { toasts } from '../ui/toasts.svelte';

/** The sheets that were made so far, and the recipes that were kept under a name. */
class Library {
  #made = $state.raw<readonly MadeSheet[] | null>(null);
  #hasMore = $state(false);
  #recipes = $state.raw<readonly SavedRecipe[] | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  /** Loads can overtake each other: only the last one counts. */
  #loads = 0;

  /** Newest first; null until they are loaded. */
  get made(): readonly MadeSheet[] | null {
    return this.#made;
  }

  /** Whether older ones are not listed yet. */
  get hasMore(): boolean {
    return this.#hasMore;
  }

  /** By name; null until they are loaded. */
  get recipes(): readonly SavedRecipe[] | null {
    return this.#recipes;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Loads all, and keeps it up to date; returns what ends that. */
  follow(): () => void {
    void this.load();
    return on('sheets-changed', () => void this.load());
  }

  /** Lists as many sheets as were listed before. */
  async load(): Promise<void> {
    const load = ++this.#loads;
    const wanted = this.#made?.length ?? 0;
    this.#error = null;
    try {
      const recipes = await call('sheets.recipes');
      let page = await call('sheets.made', { before: null });
      const made = [...page.sheets];
      while (page.more && made.length < wanted) {
        page = await call('sheets.made', { before: made.at(-1)!.id });
        made.push(...page.sheets);
      }
      if (load !== this.#loads) return;
      this.#recipes = recipes;
      this.#made = made;
      this.#hasMore = page.more;
    } catch (thrown) {
      if (load === this.#loads) this.#error = toErrorReport(thrown);
    }
  }

  async loadMore(): Promise<void> {
    const made = this.#made ?? [];
    const load = ++this.#loads;
    await succeeds(async () => {
      const { sheets, more } = await call('sheets.made', { before: made.at(-1)?.id ?? null });
      if (load !== this.#loads) return;
      this.#made = [...made, ...sheets];
      this.#hasMore = more;
    });
  }

  async showInFolder({ id: sheet }: MadeSheet): Promise<void> {
    await succeeds(call('sheets.showInFolder', { sheet }));
  }

  async remove({ id: sheet, path }: MadeSheet): Promise<void> {
    await succeeds(async () => {
      await call('sheets.remove', { sheet });
      toasts.show(`Took ${fileNameOf(path)} off the list; the file stays.`, {
        label: 'Undo',
        run: () => void succeeds(call('sheets.restore', { sheet })),
      });
    });
  }

  async keep(name: string, recipe: SheetRecipe): Promise<void> {
    await succeeds(async () => {
      await call('sheets.keepRecipe', { name, recipe });
      toasts.show(`Saved the recipe “${name}”.`);
    });
  }

  /** Whether the new name is stored. */
  rename({ id: saved }: SavedRecipe, name: string): Promise<boolean> {
    return succeeds(call('sheets.renameRecipe', { saved, name }));
  }

  async forget({ id: saved, name }: SavedRecipe): Promise<void> {
    await succeeds(async () => {
      await call('sheets.forgetRecipe', { saved });
      toasts.show(`Deleted the recipe “${name}”.`, {
        label: 'Undo',
        run: () => void succeeds(call('sheets.recallRecipe', { saved })),
      });
    });
  }
}

export function fileNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

export const library = new Library();
