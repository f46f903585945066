import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import { blobFromBytes, floatsFromBlob } from './blobs';
import type { Database, Statement } from './database';

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

/** Queries whose plans are tested. */
export const metricsQueries = {
  epochs: `SELECT ${epochColumns} FROM epoch_metrics WHERE run = ? ORDER BY epoch`,
  testLosses: 'SELECT test_loss FROM epoch_metrics WHERE run = ? ORDER BY epoch',
  steps: 'SELECT epoch, losses FROM step_metrics WHERE run = ? ORDER BY epoch',
  stepsOf: 'SELECT losses FROM step_metrics WHERE run = ? AND epoch = ?',
} as const;

/** The tables `epoch_metrics` and `step_metrics`. */
export class MetricsStore {
  readonly #putEpoch: Statement<[EpochRow & { run: RunId }]>;
  readonly #putSteps: Statement<[RunId, number, Buffer]>;
  readonly #epochs: Statement<[RunId], EpochRow>;
  readonly #testLosses: Statement<[RunId], { test_loss: number }>;
  readonly #steps: Statement<[RunId], { epoch: number; losses: Buffer }>;
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

  /** Ascending. */
  epochs(run: RunId): readonly EpochMetrics[] {
    return this.#epochs.all(run).map((row) => ({
      epoch: row.epoch,
      trainLoss: row.train_loss,
      trainReconstruction: row.train_reconstruction,
      trainKl: row.train_kl,
      testLoss: row.test_loss,
      testReconstruction: row.test_reconstruction,
      testKl: row.test_kl,
      klPerDimension: floatsFromBlob(row.kl_per_dimension),
      activeUnits: row.active_units,
      seconds: row.seconds,
      imagesPerSecond: row.images_per_second,
      learningRate: row.learning_rate,
      klWeight: row.kl_weight,
    }));
  }

  /** Of every epoch, ascending: nats an image. */
  testLosses(run: RunId): readonly number[] {
    return this.#testLosses.all(run).map((row) => row.test_loss);
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
