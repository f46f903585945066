import { comparisonSchema, type Comparison, type ComparisonId } from '../../shared/comparisons';
import type { Database, Statement } from './database';

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

/** The table `comparisons`. */
export class ComparisonStore {
  readonly #list: Statement<[], ComparisonRow>;
  readonly #find: Statement<[ComparisonId], ComparisonRow>;
  readonly #put: Statement<[ComparisonRow]>;
  readonly #remove: Statement<[ComparisonId]>;

  constructor(database: Database) {
    this.#list = database.prepare(comparisonQueries.list);
    this.#find = database.prepare(comparisonQueries.find);
    this.#put = database.prepare(`
      INSERT OR REPLACE INTO comparisons (id, name, compared, created_at)
      VALUES (:id, :name, :compared, :created_at)`);
    this.#remove = database.prepare('DELETE FROM comparisons WHERE id = ?');
  }

  /** Newest first. Comparisons that this version cannot read are left out, and left as they are. */
  list(): readonly Comparison[] {
    return this.#list.all().flatMap((row) => comparisonFromRow(row) ?? []);
  }

  find(id: ComparisonId): Comparison | undefined {
    const row = this.#find.get(id);
    return row === undefined ? undefined : comparisonFromRow(row);
  }

  /** Stores a comparison in place of the one of this id, if there is one. */
  put({ id, name, compared, createdAt }: Comparison): void {
    this.#put.run({ id, name, compared: JSON.stringify(compared), created_at: createdAt });
  }

  remove(id: ComparisonId): void {
    this.#remove.run(id);
  }
}

function comparisonFromRow({ id, name, compared, created_at }: ComparisonRow) {
  return comparisonSchema.safeParse({
    id,
    name,
    compared: JSON.parse(compared) as unknown,
    createdAt: created_at,
  }).data;
}
