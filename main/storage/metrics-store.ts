import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import { z } from 'zod';
import { blobFromBytes, floatsFromBlob } from './blobs';
import type { Database, Statement } from './database';
import { lastEpoch, readRow, storedNumber, storedWhole, type Reading } from './stored-rows';

interface EpochRow {
  readonly epoch: number;
  readonly train_loss: number;
  readonly train_reconstruction: number;
  readonly train_kl: number;
  readonly test_loss: number;
  readonly test_reconstruction: number;
  readonly test_kl: number;
  readonly kl_per_dimension: Buffer;
  readonly active_units: number;
  readonly seconds: number;
  readonly images_per_second: number;
  readonly learning_rate: number;
  readonly kl_weight: number;
}

const epochColumns = `epoch, train_loss, train_reconstruction, train_kl, test_loss,
  test_reconstruction, test_kl, kl_per_dimension, active_units, seconds, images_per_second,
  learning_rate, kl_weight`;

/** Losses of the steps of one epoch: loss, reconstruction and KL of each, [steps * 3]. */
export interface EpochSteps {
  readonly epoch: number;
  readonly losses: Float32Array;
}

/** Of steps: losses of whole steps, of an epoch that there can be. length() is in the row's header. */
const isWhole = `epoch BETWEEN 1 AND ${lastEpoch} AND length(losses) % 12 = 0`;

/** Queries whose plans are tested. */
export const metricsQueries = {
  epochs: `SELECT ${epochColumns} FROM epoch_metrics WHERE run = ? ORDER BY epoch`,
  testLosses: 'SELECT test_loss FROM epoch_metrics WHERE run = ? ORDER BY epoch',
  steps: `SELECT epoch, losses FROM step_metrics WHERE run = ? AND ${isWhole} ORDER BY epoch`,
  damagedSteps: `SELECT epoch FROM step_metrics WHERE run = ? AND NOT (${isWhole}) ORDER BY epoch`,
  stepsOf: 'SELECT losses FROM step_metrics WHERE run = ? AND epoch = ?',
} as const;

const mostDimensions = 256;

const epochSchema = z
  .object({
    epoch: storedWhole(1, lastEpoch),
    train_loss: storedNumber,
    train_reconstruction: storedNumber,
    train_kl: storedNumber,
    test_loss: storedNumber,
    test_reconstruction: storedNumber,
    test_kl: storedNumber,
    kl_per_dimension: z
      .instanceof(Buffer)
      .refine(
        ({ byteLength }) =>
          byteLength > 0 && byteLength % 4 === 0 && byteLength <= 4 * mostDimensions,
        'must be a number for each of 1 to 256 dimensions',
      )
      .transform(floatsFromBlob),
    active_units: storedWhole(0, mostDimensions),
    seconds: storedNumber,
    images_per_second: storedNumber,
    learning_rate: storedNumber,
    kl_weight: storedNumber,
  })
  .transform((row): EpochMetrics => ({
    epoch: row.epoch,
    trainLoss: row.train_loss,
    trainReconstruction: row.train_reconstruction,
    trainKl: row.train_kl,
    testLoss: row.test_loss,
    testReconstruction: row.test_reconstruction,
    testKl: row.test_kl,
    klPerDimension: row.kl_per_dimension,
    activeUnits: row.active_units,
    seconds: row.seconds,
    imagesPerSecond: row.images_per_second,
    learningRate: row.learning_rate,
    klWeight: row.kl_weight,
  }));

/** The tables `epoch_metrics` and `step_metrics`. */
export class MetricsStore {
  readonly #putEpoch: Statement<[EpochRow & { run: RunId }]>;
  readonly #putSteps: Statement<[RunId, number, Buffer]>;
  readonly #epochs: Statement<[RunId], EpochRow>;
  readonly #testLosses: Statement<[RunId], { test_loss: number }>;
  readonly #steps: Statement<[RunId], { epoch: number; losses: Buffer }>;
  readonly #damagedSteps: Statement<[RunId], { epoch: number }>;
  readonly #stepsOf: Statement<[RunId, number], { losses: Buffer }>;
  readonly #dropEpochs: Statement<[RunId, number]>;
  readonly #dropSteps: Statement<[RunId, number]>;

  constructor(database: Database) {
    this.#putEpoch = database.prepare(`
      INSERT OR REPLACE INTO epoch_metrics (run, ${epochColumns})
      VALUES (:run, :epoch, :train_loss, :train_reconstruction, :train_kl, :test_loss,
        :test_reconstruction, :test_kl, :kl_per_dimension, :active_units, :seconds,
        :images_per_second, :learning_rate, :kl_weight)`);
    this.#putSteps = database.prepare(
      'INSERT OR REPLACE INTO step_metrics (run, epoch, losses) VALUES (?, ?, ?)',
    );
    this.#epochs = database.prepare(metricsQueries.epochs);
    this.#testLosses = database.prepare(metricsQueries.testLosses);
    this.#steps = database.prepare(metricsQueries.steps);
    this.#damagedSteps = database.prepare(metricsQueries.damagedSteps);
    this.#stepsOf = database.prepare(metricsQueries.stepsOf);
    this.#dropEpochs = database.prepare('DELETE FROM epoch_metrics WHERE run = ? AND epoch > ?');
    this.#dropSteps = database.prepare('DELETE FROM step_metrics WHERE run = ? AND epoch > ?');
  }

  putEpoch(run: RunId, metrics: EpochMetrics): void {
    this.#putEpoch.run({
      run,
      epoch: metrics.epoch,
      train_loss: metrics.trainLoss,
      train_reconstruction: metrics.trainReconstruction,
      train_kl: metrics.trainKl,
      test_loss: metrics.testLoss,
      test_reconstruction: metrics.testReconstruction,
      test_kl: metrics.testKl,
      kl_per_dimension: blobFromBytes(metrics.klPerDimension),
      active_units: metrics.activeUnits,
      seconds: metrics.seconds,
      images_per_second: metrics.imagesPerSecond,
      learning_rate: metrics.learningRate,
      kl_weight: metrics.klWeight,
    });
  }

  /** Stores the losses of an epoch's steps in place of those it had. */
  putSteps(run: RunId, steps: EpochSteps): void {
    this.#putSteps.run(run, steps.epoch, blobFromBytes(steps.losses));
  }

  /** Ascending; without those that cannot be read, or do not fit a model of so many dimensions. */
  epochs(run: RunId, dimensions: number): readonly EpochMetrics[] {
    return this.#readEpochs(run, dimensions).flatMap(([, reading]) =>
      'value' in reading ? [reading.value] : [],
    );
  }

  /** What cannot be read: a sentence each. */
  damage(run: RunId, dimensions: number): readonly string[] {
    const epochs = this.#readEpochs(run, dimensions).flatMap(([epoch, reading]) =>
      'problem' in reading
        ? [`The measures of epoch ${epoch.toLocaleString('en')} are damaged: ${reading.problem}`]
        : [],
    );
    const steps = this.#damagedSteps
      .all(run)
      .map(
        ({ epoch }) =>
          `The losses of the steps of epoch ${epoch.toLocaleString('en')} are damaged.`,
      );
    return [...epochs, ...steps];
  }

  #readEpochs(
    run: RunId,
    dimensions: number,
  ): readonly (readonly [number, Reading<EpochMetrics>])[] {
    return this.#epochs.all(run).map((row) => {
      const reading = readRow(epochSchema, row);
      const count = 'value' in reading ? reading.value.klPerDimension.length : dimensions;
      const problem = `They hold the KL of ${count} dimensions instead of ${dimensions}.`;
      return [row.epoch, count === dimensions ? reading : { problem }];
    });
  }

  /** Of every epoch, ascending: nats an image. */
  testLosses(run: RunId): readonly number[] {
    return this.#testLosses
      .all(run)
      .map((row) => row.test_loss)
      .filter(Number.isFinite);
  }

  /** Ascending, the unfinished epoch's last. */
  steps(run: RunId): readonly EpochSteps[] {
    return this.#steps
      .all(run)
      .map((row) => ({ epoch: row.epoch, losses: floatsFromBlob(row.losses) }));
  }

  /** Empty when nothing is stored of that epoch. */
  stepsOf(run: RunId, epoch: number): Float32Array {
    const row = this.#stepsOf.get(run, epoch);
    return row === undefined ? new Float32Array(0) : floatsFromBlob(row.losses);
  }

  /** Drops what was measured after `epoch` epochs and `step` steps of the next. */
  dropAfter(run: RunId, epoch: number, step: number): void {
    this.#dropEpochs.run(run, epoch);
    this.#dropSteps.run(run, step > 0 ? epoch + 1 : epoch);
  }
}
