import type { SheetId } from '../../shared/ids';
import type { MadeSheet } from '../../shared/sheets/library';
import { blobFromBytes, bytesFromBlob } from './blobs';
import type { Database, Statement } from './database';
import { storedRecipe } from './stored-recipe';

interface SheetRow {
  readonly id: SheetId;
  readonly recipe: string;
  readonly thumbnail: Buffer;
  readonly path: string;
  readonly created_at: number;
}

/** Ids are in the order of creation. Queries whose plans are tested. */
export const sheetQueries = {
  page: `
    SELECT id, recipe, thumbnail, path, created_at FROM sheets
    WHERE id < ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  find: 'SELECT id, recipe, thumbnail, path, created_at FROM sheets WHERE id = ?',
} as const;

/** Sorts after every id. */
const afterAll = '~';

/** The table `sheets`: those that were written to files. */
export class SheetStore {
  readonly #insert: Statement<[SheetId, string, Buffer, string, number]>;
  readonly #page: Statement<[string, number], SheetRow>;
  readonly #find: Statement<[SheetId], SheetRow>;
  readonly #setDeleted: Statement<[number | null, SheetId]>;
  readonly #drop: Statement<[]>;

  constructor(database: Database) {
    this.#insert = database.prepare(
      'INSERT INTO sheets (id, recipe, thumbnail, path, created_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#page = database.prepare(sheetQueries.page);
    this.#find = database.prepare(sheetQueries.find);
    this.#setDeleted = database.prepare('UPDATE sheets SET deleted_at = ? WHERE id = ?');
    this.#drop = database.prepare('DELETE FROM sheets WHERE deleted_at IS NOT NULL');
  }

  insert({ id, recipe, thumbnail, path, createdAt }: MadeSheet): void {
    this.#insert.run(id, JSON.stringify(recipe), blobFromBytes(thumbnail), path, createdAt);
  }

  /** At most `limit` sheets made before `before`, or the newest ones; newest first. Removed ones are left out. */
  page(before: SheetId | null, limit: number): readonly MadeSheet[] {
    return this.#page.all(before ?? afterAll, limit).map(sheetFromRow);
  }

  /** A sheet, removed or not. */
  find(id: SheetId): MadeSheet | undefined {
    const row = this.#find.get(id);
    return row === undefined ? undefined : sheetFromRow(row);
  }

  /** @param at milliseconds since 1970; null brings it back. */
  setDeleted(id: SheetId, at: number | null): void {
    this.#setDeleted.run(at, id);
  }

  /** Drops what was removed. */
  dropDeleted(): void {
    this.#drop.run();
  }
}

function sheetFromRow({ created_at, recipe, thumbnail, ...row }: SheetRow): MadeSheet {
  return {
    ...row,
    recipe: storedRecipe(recipe),
    thumbnail: bytesFromBlob(thumbnail),
    createdAt: created_at,
  };
}
