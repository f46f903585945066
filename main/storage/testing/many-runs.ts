import type { EpochMetrics } from '../../../shared/metrics';
import { pixelCount, imageSide } from '../../../shared/images';
import { runConfigSchema, type RunConfig } from '../../../shared/run-config';
import type { RunStatus } from '../../../shared/run-status';
import type { Stores } from '../stores';
import { newRunId } from './samples';

const epochs = 12;
const minute = 60_000;
/** Runs of one configuration that differ in their seed alone. */
export const seedsEach = 5;

/**
 * Stores runs as a long time of sweeps leaves them: named Run 1 and so on, one a minute up to now,
 * `seedsEach` seeds of each configuration, one in 20 failed or stopped, some starred and tagged, each with
 * its epochs and a snapshot.
 */
export function addManyRuns(stores: Stores, count: number, now = Date.now()): void {
  stores.transaction(() => {
    for (let index = 0; index < count; index++) {
      addOne(stores, index, now - (count - index) * minute);
    }
  });
}

function addOne({ runs, metrics, snapshots }: Stores, index: number, createdAt: number): void {
  const id = newRunId();
  const config = configOf(index);
  const status = statusOf(index);
  const done = status === 'done' ? epochs : status === 'failed' ? 0 : 3;
  runs.insert({
    id,
    name: `Run ${index + 1}`,
    config,
    colour: index % 8,
    createdAt,
    parent: null,
  });
  for (let epoch = 1; epoch <= done; epoch++) metrics.putEpoch(id, metricsOf(index, config, epoch));
  if (done > 0) {
    snapshots.put(id, { epoch: done, rows: 1, columns: 10, pixels: strokes(index) });
    runs.refreshTotals(id);
  }
  const error = { kind: 'internal', message: 'The loss became infinite after 31 steps.' } as const;
  runs.setStatus(id, {
    status,
    error: status === 'failed' ? error : null,
    startedAt: createdAt,
    finishedAt: createdAt + minute,
  });
  const tags = [...(index % 40 === 0 ? ['baseline'] : []), ...(index % 25 === 3 ? ['sweep'] : [])];
  if (tags.length > 0 || index % 50 === 0) {
    runs.annotate(id, { starred: index % 50 === 0, tags });
  }
}

function statusOf(index: number): RunStatus {
  if (index % 40 === 7) return 'failed';
  return index % 40 === 23 ? 'stopped' : 'done';
}

const sizes = [[512, 256], [512], [256, 128], [1024, 512, 256]] as const;

function configOf(index: number): RunConfig {
  const setting = Math.floor(index / seedsEach);
  const encoder = sizes[Math.floor(setting / 20) % sizes.length]!;
  return runConfigSchema.parse({
    latentDimensions: [2, 5, 10, 20][setting % 4],
    beta: [0.5, 1, 2, 4, 8][Math.floor(setting / 4) % 5],
    encoderSizes: [...encoder],
    decoderSizes: [...encoder].reverse(),
    learningRate: (1 + (Math.floor(setting / 80) % 100)) / 10_000,
    epochs,
    seed: 1 + (index % seedsEach),
  });
}

function metricsOf(index: number, config: RunConfig, epoch: number): EpochMetrics {
  const kl = 4 + 2 * Math.log2(config.latentDimensions);
  const luck = ((index * 7919) % 101) / 50;
  const reconstruction = 112 - kl + 70 / epoch + luck + 4 * config.beta;
  const loss = reconstruction + config.beta * kl;
  return {
    epoch,
    trainLoss: loss - 2,
    trainReconstruction: reconstruction - 2,
    trainKl: kl,
    testLoss: loss,
    testReconstruction: reconstruction,
    testKl: kl,
    klPerDimension: new Float32Array(config.latentDimensions).fill(kl / config.latentDimensions),
    activeUnits: config.latentDimensions,
    seconds: 2.5,
    imagesPerSecond: 24_000 + luck,
    learningRate: config.learningRate,
    klWeight: config.beta,
  };
}

/** Segments of a display that light up for each digit: top, upper left and right, middle, lower left and right, bottom. */
const segments = ['1110111', '0010010', '1011101', '1011011', '0111010']
  .concat(['1101011', '1101111', '1010010', '1111111', '1111011'])
  .map((bits) => Array.from(bits, (bit) => bit === '1'));

/** x and y of each segment's ends. */
const places = [
  [9, 5, 18, 5],
  [9, 5, 9, 14],
  [18, 5, 18, 14],
  [9, 14, 18, 14],
  [9, 14, 9, 22],
  [18, 14, 18, 22],
  [9, 22, 18, 22],
] as const;

/** The digits 0 to 9, two pixels thick, moved a little from run to run: [10, 784]. */
function strokes(index: number): Uint8Array {
  const pixels = new Uint8Array(10 * pixelCount);
  const shift = index % 5;
  segments.forEach((lit, digit) => {
    places.forEach(([left, top, right, bottom], segment) => {
      if (lit[segment] !== true) return;
      for (let y = top; y <= bottom + 1; y++) {
        const start = digit * pixelCount + y * imageSide + shift;
        pixels.fill(255, start + left, start + right + 2);
      }
    });
  });
  return pixels;
}
