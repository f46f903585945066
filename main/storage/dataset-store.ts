import { z } from 'zod';
import type { ClassNames, DatasetSizes } from '../../shared/datasets';
import { imageSide } from '../../shared/images';
import type { DatasetHashes } from '../../shared/trainer-protocol';
import type { Database, Statement } from './database';

/** A dataset that was imported. */
export interface StoredDataset extends DatasetSizes {
  readonly id: string;
  readonly name: string;
  /** [classes]; null where version 0.1.0 stored the labels as they came. */
  readonly classNames: ClassNames | null;
  readonly sha256: DatasetHashes;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
}

/** A run that was made with a dataset. */
export interface DatasetUser {
  readonly name: string;
  readonly isInTrash: boolean;
}

interface DatasetRow {
  readonly id: string;
  readonly name: string;
  readonly classes: number;
  readonly class_names: string | null;
  readonly train_count: number;
  readonly test_count: number;
  readonly sha256: string;
  readonly created_at: number;
}

const hashesSchema = z.object({
  trainImages: z.string(),
  trainLabels: z.string(),
  testImages: z.string(),
  testLabels: z.string(),
});

const namesSchema = z.array(z.string().nullable());

const columns = 'id, name, classes, class_names, train_count, test_count, sha256, created_at';
/** A configuration that cannot be read names no dataset. */
const datasetOfRun = `CASE WHEN json_valid(config) THEN json_extract(config, '$.dataset') END`;

/** Queries whose plans are tested. */
export const datasetQueries = {
  list: `SELECT ${columns} FROM datasets WHERE removed_at IS NULL ORDER BY id`,
  find: `SELECT ${columns} FROM datasets WHERE id = ? AND removed_at IS NULL`,
  removed: 'SELECT id, name FROM datasets WHERE removed_at IS NOT NULL ORDER BY id',
  ids: 'SELECT id FROM datasets ORDER BY id',
  users: `SELECT name, deleted_at FROM runs WHERE purged = 0 AND ${datasetOfRun} = ? ORDER BY id`,
  usages: `SELECT ${datasetOfRun} AS dataset FROM runs WHERE purged = 0`,
} as const;

/** The table `datasets`, and which runs were made with which. */
export class DatasetStore {
  readonly #insert: Statement<
    [Omit<DatasetRow, 'sha256'> & { sha256: string; height: number; width: number }]
  >;
  readonly #list: Statement<[], DatasetRow>;
  readonly #find: Statement<[string], DatasetRow>;
  readonly #removed: Statement<[], { id: string; name: string }>;
  readonly #ids: Statement<[], { id: string }>;
  readonly #rename: Statement<[string, string]>;
  readonly #remove: Statement<[number, string]>;
  readonly #restore: Statement<[string, string]>;
  readonly #forget: Statement<[string]>;
  readonly #users: Statement<[string], { name: string; deleted_at: number | null }>;
  readonly #usages: Statement<[], { dataset: string | null }>;

  constructor(database: Database) {
    this.#insert = database.prepare(`
      INSERT INTO datasets (${columns}, height, width)
      VALUES (:id, :name, :classes, :class_names, :train_count, :test_count, :sha256, :created_at, :height, :width)`);
    this.#list = database.prepare(datasetQueries.list);
    this.#find = database.prepare(datasetQueries.find);
    this.#removed = database.prepare(datasetQueries.removed);
    this.#ids = database.prepare(datasetQueries.ids);
    this.#rename = database.prepare('UPDATE datasets SET name = ? WHERE id = ?');
    this.#remove = database.prepare('UPDATE datasets SET removed_at = ? WHERE id = ?');
    this.#restore = database.prepare(
      'UPDATE datasets SET name = ?, removed_at = NULL WHERE id = ?',
    );
    this.#forget = database.prepare('DELETE FROM datasets WHERE id = ? AND removed_at IS NOT NULL');
    this.#users = database.prepare(datasetQueries.users);
    this.#usages = database.prepare(datasetQueries.usages);
  }

  insert(dataset: StoredDataset): void {
    const { id, name, classes, classNames, trainCount, testCount, sha256, createdAt } = dataset;
    this.#insert.run({
      class_names: classNames && JSON.stringify(classNames),
      ...{ id, name, classes, train_count: trainCount, test_count: testCount },
      ...{ height: imageSide, width: imageSide },
      sha256: JSON.stringify(sha256),
      created_at: createdAt,
    });
  }

  /** Those that were not removed, by id. */
  list(): readonly StoredDataset[] {
    return this.#list.all().map(fromRow);
  }

  find(id: string): StoredDataset | undefined {
    const row = this.#find.get(id);
    return row === undefined ? undefined : fromRow(row);
  }

  /** Ids that are taken, also by those that were removed and may come back. */
  ids(): ReadonlySet<string> {
    return new Set(this.#ids.all().map(({ id }) => id));
  }

  /** Those that were removed, and may come back. */
  removed(): readonly { readonly id: string; readonly name: string }[] {
    return this.#removed.all();
  }

  rename(id: string, name: string): void {
    this.#rename.run(name, id);
  }

  /** @param removedAt milliseconds since 1970. */
  remove(id: string, removedAt: number): void {
    this.#remove.run(removedAt, id);
  }

  /** Takes back what was removed, under a name that is free. */
  restore(id: string, name: string): void {
    this.#restore.run(name, id);
  }

  /** Ends what was removed. */
  forget(id: string): void {
    this.#forget.run(id);
  }

  /** Runs made with a dataset, those in the trash too, oldest first. */
  users(id: string): readonly DatasetUser[] {
    return this.#users
      .all(id)
      .map(({ name, deleted_at }) => ({ name, isInTrash: deleted_at !== null }));
  }

  /** How many runs were made with each dataset, those in the trash counted. */
  usages(): ReadonlyMap<string, number> {
    const usages = new Map<string, number>();
    for (const { dataset } of this.#usages.all()) {
      if (dataset !== null) usages.set(dataset, (usages.get(dataset) ?? 0) + 1);
    }
    return usages;
  }
}

function fromRow(row: DatasetRow): StoredDataset {
  return {
    id: row.id,
    name: row.name,
    classes: row.classes,
    classNames: row.class_names === null ? null : namesSchema.parse(JSON.parse(row.class_names)),
    trainCount: row.train_count,
    testCount: row.test_count,
    sha256: hashesSchema.parse(JSON.parse(row.sha256)),
    createdAt: row.created_at,
  };
}
