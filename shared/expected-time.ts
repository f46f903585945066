import { multiplications, type Multiplications } from './multiplications';
import type { RunConfig, RunConfigKey } from './run-config';

/** How fast a run's last epoch was, on this machine. */
export interface MeasuredSpeed {
  readonly config: RunConfig;
  /** Training images a second over its steps. */
  readonly imagesPerSecond: number;
  /** Seconds from its start to its end beside its epochs: starting the engine, reading images, storing. Null while it is not over. */
  readonly startSeconds: number | null;
}

/** Numbers of images. */
export interface DatasetSize {
  readonly train: number;
  readonly test: number;
}

/** What there is to estimate from. */
export interface MeasuredSpeeds {
  /** Newest first. */
  readonly speeds: readonly MeasuredSpeed[];
  /** By the dataset's id; nothing is expected of runs on others. */
  readonly datasets: Readonly<Record<string, DatasetSize>>;
}

export interface ExpectedTime {
  readonly seconds: number;
  /**
   * `measured`: runs of this very network, batch size and precision. `scaled`: another run, by the
   * steps of the two networks.
   */
  readonly basis: 'measured' | 'scaled';
}

/** Of measurements of the same thing, the newest few count. */
const measurementsCounted = 5;

/**
 * How long the rest of a run's training takes on this machine, in seconds; null where nothing was
 * measured, or the dataset's size is not known.
 *
 * A training step multiplies three times what the way forward does: the layers' outputs, then the gradients
 * of their inputs and of their kernels, each a product of the same size. What is only read, as an image of
 * the test set or the baseline network, is multiplied once. So a training image takes 3 L + B products, with
 * L and B as `multiplications` counts them; a test image L + B; an image of the baseline's own training 3 B.
 * Speeds measured in training images a second turn these into seconds; one of another network is scaled by them
 * and by what a step takes besides. Starting the
 * engine and reading the dataset take as long as they last did, whatever the network.
 *
 * @param epochsDone epochs that the run has behind it already.
 */
export function expectedTime(
  config: RunConfig,
  { speeds, datasets }: MeasuredSpeeds,
  epochsDone = 0,
): ExpectedTime | null {
  const size = datasets[config.dataset];
  const found = speedOf(config, speeds);
  if (size === undefined || found === null) return null;
  const images = config.trainLimit === 0 ? size.train : Math.min(size.train, config.trainLimit);
  const network = multiplications(config);
  const product = 1 / (found.imagesPerSecond * trainingProducts(network));
  const epoch =
    images / found.imagesPerSecond + size.test * (network.learning + network.baseline) * product;
  const baseline =
    epochsDone > 0 || network.baseline === 0
      ? 0
      : config.baselineEpochs * images * 3 * network.baseline * product;
  const epochs = Math.max(0, config.epochs - epochsDone);
  const start = epochs === 0 ? 0 : startSeconds(speeds);
  return { seconds: start + epochs * epoch + baseline, basis: found.basis };
}

/** A run that was paused in between took longer: the shortest of the newest counts. */
function startSeconds(speeds: readonly MeasuredSpeed[]): number {
  const known = speeds
    .flatMap(({ startSeconds: seconds }) => (seconds === null ? [] : Math.max(0, seconds)))
    .slice(0, measurementsCounted);
  return known.length === 0 ? 0 : Math.min(...known);
}

/** Time of a step of the baseline's own training, in steps of the run's: 0 where there is no baseline. */
export function baselineStepTime(config: RunConfig): number {
  const network = multiplications(config);
  return (3 * network.baseline) / trainingProducts(network);
}

/** Products of one training image. */
function trainingProducts({ learning, baseline }: Multiplications): number {
  return 3 * learning + baseline;
}

/**
 * What a step takes however small the network is (the call, the noise, every layer's bias and activation), in
 * multiplications of as much time. Measured on the reference network and on one of 16 units a layer.
 */
const stepOverhead = 60_000_000;

/** The time of a training image, in multiplications. */
function trainingCost(config: RunConfig): number {
  return trainingProducts(multiplications(config)) + stepOverhead / config.batchSize;
}

/** Keys on which the time of a training image depends. */
const speedKeys = [
  'conditioning',
  'channels',
  'encoderSizes',
  'decoderSizes',
  'latentDimensions',
  'activation',
  'likelihood',
  'batchSize',
  'precision',
] as const satisfies readonly RunConfigKey[];

/** Training images a second that this configuration is expected to reach. */
function speedOf(
  config: RunConfig,
  speeds: readonly MeasuredSpeed[],
): { readonly imagesPerSecond: number; readonly basis: ExpectedTime['basis'] } | null {
  const same = speeds
    .filter((measured) => speedKeys.every((key) => alike(config, measured.config, key)))
    .slice(0, measurementsCounted)
    .map(({ imagesPerSecond }) => imagesPerSecond);
  if (same.length > 0) return { imagesPerSecond: median(same), basis: 'measured' };

  const cost = trainingCost(config);
  let closest: { readonly distance: number; readonly imagesPerSecond: number } | null = null;
  for (const measured of speeds) {
    const ratio = cost / trainingCost(measured.config);
    const distance = distanceOf(config, measured.config, ratio);
    if (closest !== null && closest.distance <= distance) continue;
    closest = { distance, imagesPerSecond: measured.imagesPerSecond / ratio };
  }
  return closest && { imagesPerSecond: closest.imagesPerSecond, basis: 'scaled' };
}

/** Another precision counts for more than another kind of layer, that for more than any size. */
function distanceOf(a: RunConfig, b: RunConfig, ratio: number): number {
  const precision = alike(a, b, 'precision') ? 0 : 10_000;
  const kind = a.channels.length > 0 === b.channels.length > 0 ? 0 : 1000;
  return (
    precision + kind + Math.abs(Math.log(ratio)) + Math.abs(Math.log(a.batchSize / b.batchSize))
  );
}

function alike(a: RunConfig, b: RunConfig, key: RunConfigKey): boolean {
  return String(a[key]) === String(b[key]);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}
