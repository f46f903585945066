import type { EpochMetrics } from '../../shared/metrics';
import type { StepHistory } from './step-history';

const stepColumns = ['epoch', 'step', 'loss', 'reconstruction', 'kl'];

const epochColumns: Readonly<Record<string, (metrics: EpochMetrics) => number>> = {
  train_loss: ({ trainLoss }) => trainLoss,
  train_reconstruction: ({ trainReconstruction }) => trainReconstruction,
  train_kl: ({ trainKl }) => trainKl,
  test_loss: ({ testLoss }) => testLoss,
  test_reconstruction: ({ testReconstruction }) => testReconstruction,
  test_kl: ({ testKl }) => testKl,
  active_units: ({ activeUnits }) => activeUnits,
  learning_rate: ({ learningRate }) => learningRate,
  kl_weight: ({ klWeight }) => klWeight,
  seconds: ({ seconds }) => seconds,
};

const ofEpoch = Object.values(epochColumns);
const noEpoch = ','.repeat(ofEpoch.length - 1);

/** Rows that are written at a time. */
const rowsAtOnce = 20_000;

/**
 * Every stored point of a run as CSV, piece by piece: a row a step, with the measures of the epoch in the
 * row of its last step. Losses are nats an image, written with all their digits. An epoch whose steps are
 * not known has a row without a step.
 */
export function* runCsv(
  history: StepHistory,
  metrics: readonly EpochMetrics[],
): Generator<string, void> {
  const { stepsPerEpoch, objective, reconstruction, kl } = history;
  const left = new Map(metrics.map((each) => [each.epoch, each]));
  let piece = `${[...stepColumns, ...Object.keys(epochColumns)].join(',')}\n`;
  for (let index = 0; index < history.length; index++) {
    if (index % rowsAtOnce === rowsAtOnce - 1) {
      yield piece;
      piece = '';
    }
    const value = objective.at(index);
    // A branch has no steps before its own.
    if (Number.isNaN(value) && Number.isNaN(kl.raw.at(index))) continue;
    const epoch = Math.floor(index / stepsPerEpoch) + 1;
    const step = (index % stepsPerEpoch) + 1;
    const measured = step === stepsPerEpoch ? left.get(epoch) : undefined;
    if (measured !== undefined) left.delete(epoch);
    piece += `${epoch},${step},${value},${reconstruction.raw.at(index)},${kl.raw.at(index)},${epochWords(measured)}\n`;
  }
  for (const measured of left.values()) piece += `${measured.epoch},,,,,${epochWords(measured)}\n`;
  yield piece;
}

function epochWords(metrics: EpochMetrics | undefined): string {
  return metrics === undefined ? noEpoch : ofEpoch.map((value) => value(metrics)).join(',');
}

/** Joins pieces, letting the window answer in between. */
export async function joinPieces(pieces: Iterable<string>): Promise<string> {
  const joined: string[] = [];
  for (const piece of pieces) {
    joined.push(piece);
    await new Promise((resolve) => setTimeout(resolve));
  }
  return joined.join('');
}
