import { z } from 'zod';
import { checkpointIdSchema, runIdSchema, type CheckpointId, type RunId } from '../../shared/ids';
import { measureDetails, measureNames, type Measure } from '../../shared/measures';
import type { Database, Statement } from './database';
import { storedEngine } from './run-rows';
import {
  readRow,
  storedEpoch,
  storedId,
  storedJson,
  storedNumber,
  storedTime,
  storedWhole,
  type Reading,
} from './stored-rows';

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

const most = Number.MAX_SAFE_INTEGER;

const rowSchema = z
  .object({
    run: storedId(runIdSchema),
    checkpoint: storedId(checkpointIdSchema),
    epoch: storedEpoch,
    step: storedWhole(0, most),
    name: nameSchema,
    samples: storedWhole(1, most),
    value: storedNumber,
    details: storedJson(detailsSchema, 'numbers by name'),
    engine: storedEngine,
    created_at: storedTime,
  })
  .transform(({ created_at, ...row }): Measure => ({ ...row, createdAt: created_at }));

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

  /** By epoch. Measures that this version does not know are left out, and those that cannot be read. */
  list(run: RunId): readonly Measure[] {
    return this.#read(run).flatMap((reading) => ('value' in reading ? [reading.value] : []));
  }

  /** What cannot be read: a sentence each. */
  damage(run: RunId): readonly string[] {
    return this.#read(run).flatMap((reading) =>
      'problem' in reading ? [`A measure that was taken is damaged. ${reading.problem}`] : [],
    );
  }

  #read(run: RunId): readonly Reading<Measure>[] {
    return this.#list
      .all(run)
      .filter(({ name }) => nameSchema.safeParse(name).success)
      .map((row) => readRow(rowSchema, row));
  }
}
