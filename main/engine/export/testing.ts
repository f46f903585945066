import type { ExportedModel } from '../../../shared/export-protocol';
import { checkpointIdSchema } from '../../../shared/ids';
import { pixelCount } from '../../../shared/images';
import type { RunConfig } from '../../../shared/run-config';
import type { TrainingState } from '../../../shared/trainer-protocol';
import type { Dataset } from '../data/idx';
import type { Step } from '../engine';
import { intensities } from '../gray-levels';
import { epochOrder } from '../random-streams';
import { klWeightAt, learningRateAt } from '../schedules';

/** A checkpoint as it is handed over to be exported. */
export function exported(config: RunConfig, state: TrainingState): ExportedModel {
  const checkpoint = checkpointIdSchema.parse('01890a5d-ac96-774b-bcce-b302099a8058');
  const { weights, sha256, ...training } = state;
  return { checkpoint, config, weights, sha256, training };
}

/** What a run does in its step `number`, of a dataset that its batches fill. */
export function stepOf(config: RunConfig, dataset: Dataset, number: number): Step {
  const { batchSize, seed } = config;
  const time = (number * batchSize) / dataset.trainCount;
  const order = epochOrder(seed, Math.floor(time) + 1, dataset.trainCount);
  const from = (number * batchSize) % dataset.trainCount;
  return {
    number,
    indices: order.subarray(from, from + batchSize),
    learningRate: learningRateAt(config, time),
    klWeight: klWeightAt(config, time),
  };
}

/** A step's examples as an exported model takes them: images in 0..1 [batch][784], labels [batch]. */
export function examplesOf(
  { trainImages, trainLabels }: Dataset,
  { indices }: Step,
): { images: number[][]; labels: number[] } {
  const rows = [...indices];
  return {
    images: rows.map((row) => [
      ...intensities(trainImages.subarray(row * pixelCount, (row + 1) * pixelCount)),
    ]),
    labels: rows.map((row) => trainLabels[row]!),
  };
}
