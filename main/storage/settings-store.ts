import type { z } from 'zod';
import type { Database, Statement } from './database';
import { readJson } from './stored-rows';

/** Settings by key, each a JSON value. */
export class SettingsStore {
  readonly #get: Statement<[string], { value: string }>;
  readonly #logged = new Set<string>();
  readonly #put: Statement<[string, string]>;

  constructor(database: Database) {
    this.#get = database.prepare('SELECT value FROM settings WHERE key = ?');
    this.#put = database.prepare(
      `INSERT INTO settings (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    );
  }

  /** The stored value; undefined where there is none, or one that `schema` does not admit, which is logged once. */
  get<T>(key: string, schema: z.ZodType<T>): T | undefined {
    const row = this.#get.get(key);
    if (row === undefined) return undefined;
    const reading = readJson(schema, row.value);
    if ('value' in reading) return reading.value;
    if (!this.#logged.has(key)) {
      this.#logged.add(key);
      const { problem } = reading;
      console.error(`The setting “${key}” cannot be read, so its default is used: ${problem}.`);
    }
    return undefined;
  }

  /** @param value anything that JSON can hold. */
  set(key: string, value: unknown): void {
    this.#put.run(key, JSON.stringify(value));
  }
}
