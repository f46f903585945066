import { z } from 'zod';
import type { DamagedRow } from '../../shared/damage';
import { savedRecipeIdSchema, type SavedRecipeId } from '../../shared/ids';
import type { SavedRecipe } from '../../shared/sheets/library';
import type { Database, Statement } from './database';
import { readRow, sortRows, storedId, storedName, storedTime } from './stored-rows';
import { storedRecipe } from './stored-recipe';

interface RecipeRow {
  readonly id: SavedRecipeId;
  readonly name: string;
  readonly recipe: string;
  readonly created_at: number;
}

/** Ids are in the order of creation. Queries whose plans are tested. */
export const sheetRecipeQueries = {
  list: `
    SELECT id, name, recipe, created_at FROM sheet_recipes
    WHERE id >= '' AND deleted_at IS NULL ORDER BY id`,
  find: 'SELECT id, name, recipe, created_at FROM sheet_recipes WHERE id = ?',
} as const;

const rowSchema = z
  .object({
    id: storedId(savedRecipeIdSchema),
    name: storedName,
    recipe: storedRecipe,
    created_at: storedTime,
  })
  .transform(({ created_at, ...row }): SavedRecipe => ({ ...row, createdAt: created_at }));

/** The table `sheet_recipes`: recipes kept under a name. */
export class SheetRecipeStore {
  readonly #insert: Statement<[SavedRecipeId, string, string, number]>;
  readonly #list: Statement<[], RecipeRow>;
  readonly #find: Statement<[SavedRecipeId], RecipeRow>;
  readonly #rename: Statement<[string, SavedRecipeId]>;
  readonly #setDeleted: Statement<[number | null, string]>;
  readonly #drop: Statement<[]>;

  constructor(database: Database) {
    this.#insert = database.prepare(
      'INSERT INTO sheet_recipes (id, name, recipe, created_at) VALUES (?, ?, ?, ?)',
    );
    this.#list = database.prepare(sheetRecipeQueries.list);
    this.#find = database.prepare(sheetRecipeQueries.find);
    this.#rename = database.prepare('UPDATE sheet_recipes SET name = ? WHERE id = ?');
    this.#setDeleted = database.prepare('UPDATE sheet_recipes SET deleted_at = ? WHERE id = ?');
    this.#drop = database.prepare('DELETE FROM sheet_recipes WHERE deleted_at IS NOT NULL');
  }

  insert({ id, name, recipe, createdAt }: SavedRecipe): void {
    this.#insert.run(id, name, JSON.stringify(recipe), createdAt);
  }

  /** Oldest first. Removed ones are left out, and those that cannot be read. */
  list(): readonly SavedRecipe[] {
    return this.#read().good;
  }

  /** Those that cannot be read. */
  damaged(): readonly DamagedRow[] {
    return this.#read().damaged;
  }

  /** A recipe, removed or not; undefined if there is none that can be read. */
  find(id: SavedRecipeId): SavedRecipe | undefined {
    return rowSchema.safeParse(this.#find.get(id)).data;
  }

  rename(id: SavedRecipeId, name: string): void {
    this.#rename.run(name, id);
  }

  /** @param at milliseconds since 1970; null brings it back. */
  setDeleted(id: string, at: number | null): void {
    this.#setDeleted.run(at, id);
  }

  /** Drops what was removed. */
  dropDeleted(): void {
    this.#drop.run();
  }

  #read() {
    return sortRows(this.#list.all(), (row) => readRow(rowSchema, row));
  }
}
