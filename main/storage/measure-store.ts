import { z } from 'zod';
import type { CheckpointId, RunId } from '../../shared/ids';
import { measureDetails, measureNames, type Measure } from '../../shared/measures';
import type { EngineFacts } from '../../shared/trainer-protocol';
import type { Database, Statement } from './database';

interface MeasureRow {
  readonly run: RunId;
  readonly checkpoint: CheckpointId;
  readonly epoch: number;
  readonly step: number;
  readonly name: string;
  readonly samples: number;
  readonly value: number;
  readonly details: string;
  readonly engine: string;
  readonly created_at: number;
}

const nameSchema = z.enum(measureNames);
const detailsSchema = z.partialRecord(z.enum(measureDetails), z.number());

/** Queries whose plans are tested. */
export const measureQueries = {
  list: 'SELECT * FROM measures WHERE run = ? ORDER BY epoch, step, checkpoint, name, samples',
} as const;

/** The table `measures`. */
export class MeasureStore {
  readonly #list: Statement<[RunId], MeasureRow>;
  readonly #put: Statement<[MeasureRow]>;

  constructor(database: Database) {
    this.#list = database.prepare(measureQueries.list);
    this.#put = database.prepare(`
      INSERT OR REPLACE INTO measures
        (run, checkpoint, epoch, step, name, samples, value, details, engine, created_at)
      VALUES
        (:run, :checkpoint, :epoch, :step, :name, :samples, :value, :details, :engine, :created_at)`);
  }

  /** Stores a measure in place of the same one of before. */
  put({ createdAt, details, engine, ...measure }: Measure): void {
    this.#put.run({
      ...measure,
      details: JSON.stringify(details),
      engine: JSON.stringify(engine),
      created_at: createdAt,
    });
  }

  /** By epoch. Measures that this version does not know are left out. */
  list(run: RunId): readonly Measure[] {
    return this.#list.all(run).flatMap(({ created_at, ...row }) => {
      const name = nameSchema.safeParse(row.name);
      const details = detailsSchema.safeParse(JSON.parse(row.details));
      if (!name.success || !details.success) return [];
      const engine = JSON.parse(row.engine) as EngineFacts;
      return [{ ...row, name: name.data, details: details.data, engine, createdAt: created_at }];
    });
  }
}
