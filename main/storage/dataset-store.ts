import { z } from 'zod';
import type { DamagedRow } from '../../shared/damage';
import {
  datasetIdSchema,
  mostClasses,
  type ClassNames,
  type DatasetSizes,
} from '../../shared/datasets';
import { imageSide } from '../../shared/images';
import type { DatasetHashes } from '../../shared/trainer-protocol';
import type { Database, Statement } from './database';
import {
  readRow,
  sortRows,
  storedId,
  storedJson,
  storedName,
  storedTime,
  storedWhole,
} from './stored-rows';

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

const hashSchema = z.string().max(200);
const hashesSchema = z.object({
  trainImages: hashSchema,
  trainLabels: hashSchema,
  testImages: hashSchema,
  testLabels: hashSchema,
});
const namesSchema = z.array(z.string().max(1000).nullable()).max(mostClasses);
const countSchema = storedWhole(1, 100_000_000);

const rowSchema = z
  .object({
    id: storedId(datasetIdSchema),
    name: storedName,
    classes: storedWhole(1, mostClasses),
    class_names: storedJson(namesSchema, 'a name of each class').nullable(),
    train_count: countSchema,
    test_count: countSchema,
    sha256: storedJson(hashesSchema, 'a checksum of each of four files'),
    created_at: storedTime,
  })
  .transform(({ class_names, train_count, test_count, created_at, ...row }): StoredDataset => ({
    ...row,
    classNames: class_names,
    trainCount: train_count,
    testCount: test_count,
    createdAt: created_at,
  }));

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
    return this.#read().good;
  }

  /** Those that were not removed and cannot be read. */
  damaged(): readonly DamagedRow[] {
    return this.#read().damaged;
  }

  /** Undefined if there is none that can be read. */
  find(id: string): StoredDataset | undefined {
    return rowSchema.safeParse(this.#find.get(id)).data;
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

  #read() {
    return sortRows(this.#list.all(), (row) => readRow(rowSchema, row));
  }
}
