import { z } from 'zod';
import type { DamagedRow } from '../../shared/damage';
import { sheetIdSchema, type SheetId } from '../../shared/ids';
import type { MadeSheet } from '../../shared/sheets/library';
import { blobFromBytes, bytesFromBlob } from './blobs';
import type { Database, Statement } from './database';
import { readRow, sortRows, storedId, storedText, storedTime } from './stored-rows';
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
    SELECT id, recipe, thumbnail, length(thumbnail) AS thumbnail_bytes, path, created_at FROM sheets
    WHERE id < ? AND deleted_at IS NULL ORDER BY id DESC LIMIT ?`,
  all: `
    SELECT id, recipe, x'' AS thumbnail, length(thumbnail) AS thumbnail_bytes, path, path AS name,
      created_at
    FROM sheets WHERE id >= '' AND deleted_at IS NULL ORDER BY id DESC`,
  find: `
    SELECT id, recipe, thumbnail, length(thumbnail) AS thumbnail_bytes, path, created_at FROM sheets
    WHERE id = ?`,
} as const;

/** Longer than any path that a system takes. */
const mostPathCharacters = 32_768;
const mostThumbnailBytes = 4_000_000;

const rowSchema = z
  .object({
    id: storedId(sheetIdSchema),
    recipe: storedRecipe,
    thumbnail: z.instanceof(Buffer).transform(bytesFromBlob),
    thumbnail_bytes: z.number().max(mostThumbnailBytes, 'must have at most 4 MB'),
    path: storedText(mostPathCharacters),
    created_at: storedTime,
  })
  .transform(({ id, recipe, thumbnail, path, created_at: createdAt }): MadeSheet => ({
    ...{ id, recipe, thumbnail, path, createdAt },
  }));

/** Sorts after every id. */
const afterAll = '~';

/** The table `sheets`: those that were written to files. */
export class SheetStore {
  readonly #insert: Statement<[SheetId, string, Buffer, string, number]>;
  readonly #page: Statement<[string, number], SheetRow>;
  readonly #all: Statement<[], SheetRow & { readonly name: string }>;
  readonly #find: Statement<[SheetId], SheetRow>;
  readonly #setDeleted: Statement<[number | null, string]>;
  readonly #drop: Statement<[]>;

  constructor(database: Database) {
    this.#insert = database.prepare(
      'INSERT INTO sheets (id, recipe, thumbnail, path, created_at) VALUES (?, ?, ?, ?, ?)',
    );
    this.#page = database.prepare(sheetQueries.page);
    this.#all = database.prepare(sheetQueries.all);
    this.#find = database.prepare(sheetQueries.find);
    this.#setDeleted = database.prepare('UPDATE sheets SET deleted_at = ? WHERE id = ?');
    this.#drop = database.prepare('DELETE FROM sheets WHERE deleted_at IS NOT NULL');
  }

  insert({ id, recipe, thumbnail, path, createdAt }: MadeSheet): void {
    this.#insert.run(id, JSON.stringify(recipe), blobFromBytes(thumbnail), path, createdAt);
  }

  /**
   * At most `limit` sheets made before `before`, or the newest ones; newest first. Removed ones are left out, and
   * those that cannot be read.
   */
  page(before: SheetId | null, limit: number): readonly MadeSheet[] {
    const sheets: MadeSheet[] = [];
    let from: string = before ?? afterAll;
    while (sheets.length < limit) {
      const rows = this.#page.all(from, limit);
      sheets.push(...sortRows(rows, (row) => readRow(rowSchema, row)).good);
      const last = rows.at(-1);
      if (last === undefined || rows.length < limit) break;
      from = last.id;
    }
    return sheets.slice(0, limit);
  }

  /** Those that cannot be read. */
  damaged(): readonly DamagedRow[] {
    return sortRows(this.#all.all(), (row) => readRow(rowSchema, row)).damaged;
  }

  /** A sheet, removed or not; undefined if there is none that can be read. */
  find(id: SheetId): MadeSheet | undefined {
    return rowSchema.safeParse(this.#find.get(id)).data;
  }

  /** @param at milliseconds since 1970; null brings it back. */
  setDeleted(id: string, at: number | null): void {
    this.#setDeleted.run(at, id);
  }

  /** Drops what was removed. */
  dropDeleted(): void {
    this.#drop.run();
  }
}
