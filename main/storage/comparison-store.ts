import { z } from 'zod';
import {
  comparedSchema,
  comparisonIdSchema,
  type Comparison,
  type ComparisonId,
} from '../../shared/comparisons';
import type { DamagedRow } from '../../shared/damage';
import type { Database, Statement } from './database';
import { readRow, sortRows, storedId, storedJson, storedName, storedTime } from './stored-rows';

interface ComparisonRow {
  readonly id: string;
  readonly name: string;
  readonly compared: string;
  readonly created_at: number;
}

/** Queries whose plans are tested. */
export const comparisonQueries = {
  list: 'SELECT * FROM comparisons ORDER BY id DESC',
  find: 'SELECT * FROM comparisons WHERE id = ?',
} as const;

const rowSchema = z
  .object({
    id: storedId(comparisonIdSchema),
    name: storedName,
    compared: storedJson(comparedSchema, 'a view of two to six runs'),
    created_at: storedTime,
  })
  .transform(({ created_at, ...row }): Comparison => ({ ...row, createdAt: created_at }));

/** The table `comparisons`. */
export class ComparisonStore {
  readonly #database: Database;
  readonly #list: Statement<[], ComparisonRow>;
  readonly #find: Statement<[string], ComparisonRow>;
  readonly #put: Statement<[ComparisonRow]>;
  readonly #remove: Statement<[string]>;
  /** Rows that were removed since the workbench was opened, as they were: they can be put back. */
  readonly #removed = new Map<string, ComparisonRow>();

  constructor(database: Database) {
    this.#database = database;
    this.#list = database.prepare(comparisonQueries.list);
    this.#find = database.prepare(comparisonQueries.find);
    this.#put = database.prepare(`
      INSERT OR REPLACE INTO comparisons (id, name, compared, created_at)
      VALUES (:id, :name, :compared, :created_at)`);
    this.#remove = database.prepare('DELETE FROM comparisons WHERE id = ?');
  }

  /** Newest first. */
  list(): readonly Comparison[] {
    return this.#read().good;
  }

  /** Those that cannot be read. */
  damaged(): readonly DamagedRow[] {
    return this.#read().damaged;
  }

  find(id: ComparisonId): Comparison | undefined {
    const row = this.#find.get(id);
    return row === undefined ? undefined : rowSchema.safeParse(row).data;
  }

  /** Stores a comparison in place of the one of this id, if there is one. */
  put({ id, name, compared, createdAt }: Comparison): void {
    this.#put.run({ id, name, compared: JSON.stringify(compared), created_at: createdAt });
  }

  /** Removes one, whether it can be read or not. */
  remove(id: string): void {
    const row = this.#find.get(id);
    if (row === undefined) return;
    this.#removed.set(id, row);
    this.#remove.run(id);
  }

  /** Puts back, as it was, what was removed since the workbench was opened; false when it was not. */
  restore(id: string): boolean {
    const row = this.#removed.get(id);
    if (row === undefined) return false;
    // A damaged one may be what the table's checks refuse.
    this.#database.pragma('ignore_check_constraints = ON');
    try {
      this.#put.run(row);
    } finally {
      this.#database.pragma('ignore_check_constraints = OFF');
    }
    this.#removed.delete(id);
    return true;
  }

  #read() {
    return sortRows(this.#list.all(), (row) => readRow(rowSchema, row));
  }
}
