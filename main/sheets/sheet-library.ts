import { v7 } from 'uuid';
import type { DamagedRow } from '../../shared/damage';
import { WorkbenchError } from '../../shared/errors';
import type { SavedRecipeId, SheetId } from '../../shared/ids';
import type { SheetRecipe } from '../../shared/sheet-recipe';
import type { MadeSheet, SavedRecipe } from '../../shared/sheets/library';
import type { SheetRecipeStore } from '../storage/sheet-recipe-store';
import type { SheetStore } from '../storage/sheet-store';

/** Sheets that a person is shown at once. */
const pageLength = 48;

interface LibraryOptions {
  readonly sheets: SheetStore;
  readonly recipes: SheetRecipeStore;
  /** Called when the sheets that were made, or the recipes that were kept, have changed. */
  readonly changed: () => void;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/** The sheets that were made so far, and the recipes that were kept under a name. */
export class SheetLibrary {
  readonly #sheets: SheetStore;
  readonly #recipes: SheetRecipeStore;
  readonly #changed: () => void;
  readonly #now: () => number;

  constructor({ sheets, recipes, changed, now = Date.now }: LibraryOptions) {
    this.#sheets = sheets;
    this.#recipes = recipes;
    this.#changed = changed;
    this.#now = now;
    sheets.dropDeleted();
    recipes.dropDeleted();
  }

  /** Newest first: a page of those made before `before`, or of all. */
  made(before: SheetId | null): { readonly sheets: readonly MadeSheet[]; readonly more: boolean } {
    const found = this.#sheets.page(before, pageLength + 1);
    return { sheets: found.slice(0, pageLength), more: found.length > pageLength };
  }

  /** Records a sheet that was written. */
  record(sheet: Pick<MadeSheet, 'thumbnail' | 'path'> & { readonly recipe: SheetRecipe }): SheetId {
    const id = v7() as SheetId;
    this.#sheets.insert({ ...sheet, id, createdAt: this.#now() });
    this.#changed();
    return id;
  }

  /** @throws WorkbenchError `not-found` */
  sheet(id: SheetId): MadeSheet {
    return this.#sheets.find(id) ?? missing('This sheet is not in the list any more.');
  }

  /** Takes a sheet off the list; its file stays. It can be brought back until the workbench is opened again. */
  remove(id: string): void {
    this.#sheets.setDeleted(id, this.#now());
    this.#changed();
  }

  restore(id: string): void {
    this.#sheets.setDeleted(id, null);
    this.#changed();
  }

  /** Sheets that are stored but cannot be read. */
  damagedSheets(): readonly DamagedRow[] {
    return this.#sheets.damaged();
  }

  /** Recipes that are stored but cannot be read. */
  damagedRecipes(): readonly DamagedRow[] {
    return this.#recipes.damaged();
  }

  /** By name. */
  recipes(): readonly SavedRecipe[] {
    return [...this.#recipes.list()].sort((a, b) =>
      a.name.localeCompare(b.name, 'en', { numeric: true }),
    );
  }

  keep(name: string, recipe: SheetRecipe): SavedRecipe {
    const saved = { id: v7() as SavedRecipeId, name, recipe, createdAt: this.#now() };
    this.#recipes.insert(saved);
    this.#changed();
    return saved;
  }

  /** @throws WorkbenchError `not-found` */
  rename(id: SavedRecipeId, name: string): void {
    if (this.#recipes.find(id) === undefined) missing('This recipe does not exist any more.');
    this.#recipes.rename(id, name);
    this.#changed();
  }

  /** It can be brought back until the workbench is opened again. */
  forget(id: string): void {
    this.#recipes.setDeleted(id, this.#now());
    this.#changed();
  }

  recall(id: string): void {
    this.#recipes.setDeleted(id, null);
    this.#changed();
  }
}

function missing(message: string): never {
  throw new WorkbenchError({ kind: 'not-found', message, remedy: 'Look at the list again.' });
}
