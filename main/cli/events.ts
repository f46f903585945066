import type { DatasetSummary } from '../../shared/datasets';
import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import type { RunDetail, RunSummary } from '../../shared/runs';

/** What `--json` prints, one object a line. Losses are nats an image. */

export const startedEvent = (run: RunId) => ({ event: 'started', run }) as const;

/** `reconstruction` and `kl` are the test set's. */
export const epochEvent = (run: RunId, metrics: EpochMetrics) =>
  ({
    event: 'epoch',
    run,
    epoch: metrics.epoch,
    trainLoss: metrics.trainLoss,
    testLoss: metrics.testLoss,
    reconstruction: metrics.testReconstruction,
    kl: metrics.testKl,
    seconds: metrics.seconds,
    imagesPerSecond: metrics.imagesPerSecond,
  }) as const;

/** The last line of `train` and `resume`: `done`, or how else the training ended. */
export const endEvent = (run: RunSummary) =>
  ({
    event: run.status === 'done' ? 'done' : 'ended',
    run: run.id,
    status: run.status,
    epochs: run.epochsDone,
    bestTestLoss: run.bestTestLoss,
    ...(run.error === null ? {} : { error: run.error }),
  }) as const;

/** A line of `datasets`. Labels are what `sample --labels` takes. */
export const datasetLine = (dataset: DatasetSummary) =>
  ({
    id: dataset.id,
    name: dataset.name,
    classes: dataset.classes,
    labels: dataset.classNames.filter((label) => label !== null),
    trainCount: dataset.trainCount,
    testCount: dataset.testCount,
    problem: dataset.problem,
  }) as const;

/** A line of `runs`. */
export const runLine = (run: RunDetail) =>
  ({
    id: run.id,
    name: run.name,
    status: run.status,
    epochsDone: run.epochsDone,
    bestTestLoss: run.bestTestLoss,
    bestNegativeElbo: run.bestNegativeElbo,
    config: run.config,
    /** That TensorFlow computes with; null before training begins. */
    threads: run.engine?.threads ?? null,
  }) as const;
