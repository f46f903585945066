import type { z } from 'zod';
import type { Database, Statement } from './database';

/** Settings by key, each a JSON value. */
export class SettingsStore {
  readonly #get: Statement<[string], { value: string }>;
  readonly #put: Statement<[string, string]>;

  constructor(database: Database) {
    this.#get = database.prepare('SELECT value FROM settings WHERE key = ?');
    this.#put = database.prepare(
      `INSERT INTO settings (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
  }

  /** The stored value; undefined where there is none, or one that `schema` does not admit. */
  get<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const row = this.#get.get(key);
    if (row === undefined) return undefined;
    const parsed = schema.safeParse(JSON.parse(row.value));
    return parsed.success ? parsed.data : undefined;
  }

  /** @param value anything that JSON can hold. */
  set(key: string, value: unknown): void {
    this.#put.run(key, JSON.stringify(value));
  }
}
