import { formatDuration } from '../../shared/durations';
import { negativeElbo, trainLossAt } from '../../shared/elbo';
import type { EpochMetrics } from '../../shared/metrics';
import type { RunConfig } from '../../shared/run-config';
import { runConfigFields } from '../../shared/run-config-fields';
import { runConfigKeys } from '../../shared/run-config-text';
import type { RunDetail } from '../../shared/runs';
import type { EngineFacts } from '../../shared/trainer-protocol';
import { isInForce, settingWords } from '../config-words';
import { terms } from '../terms';
import { formatBytes, formatCount, formatLoss, formatNumber } from '../ui/format';

/** One line of a list of facts. */
export interface Fact {
  readonly label: string;
  readonly value: string;
  /** What it means; shown on hover. */
  readonly help?: string;
}

/** The settings that were in force, under the names that the form gives them. */
export function configFacts(config: RunConfig): Fact[] {
  return runConfigKeys
    .filter((key) => isInForce(config, key))
    .map((key) => {
      const { label, help } = runConfigFields[key];
      return { label, value: settingWords(config, key), help };
    });
}

/** The last epoch's measures and the best of them; losses in nats an image. */
export function measureFacts(run: RunDetail, metrics: readonly EpochMetrics[]): Fact[] {
  const last = metrics.at(-1);
  if (last === undefined) return [];
  const best =
    run.bestEpoch === null
      ? []
      : [
          {
            label: 'Best test loss',
            value: `${formatLoss(run.bestTestLoss)} (epoch ${run.bestEpoch})`,
          },
        ];
  return [
    ...best,
    { label: 'Test −ELBO', value: formatLoss(negativeElbo(last)), help: terms.elbo.meaning },
    { label: 'Test loss', value: formatLoss(last.testLoss), help: terms.loss.meaning },
    {
      label: 'Test reconstruction',
      value: formatLoss(last.testReconstruction),
      help: terms.reconstruction.meaning,
    },
    { label: 'Test KL', value: formatLoss(last.testKl), help: terms.kl.meaning },
    {
      label: 'Train loss',
      value: formatLoss(trainLossAt(run.config.beta, last)),
      help: 'Mean over the steps of the epoch, while the weights changed.',
    },
    {
      label: 'Active units',
      value: `${formatCount(last.activeUnits)} of ${formatCount(run.config.latentDimensions)}`,
      help: terms.activeUnits.meaning,
    },
    {
      label: 'KL by dimension',
      value: klWords(last.klPerDimension),
      help: 'Mean over the test set for each latent dimension, in nats; a dimension near 0 tells nothing of the image.',
    },
    ...scheduleFacts(run.config, last),
    { label: 'Seconds per epoch', value: last.seconds.toFixed(2) },
    { label: 'Time trained', value: formatDuration(run.trainingSeconds) },
  ];
}

/** How far the schedules of a run have come, of those that it has. */
function scheduleFacts(config: RunConfig, { learningRate, klWeight }: EpochMetrics): Fact[] {
  const decay = {
    label: 'Learning rate now',
    value: threeDigits(learningRate),
    help: 'In force at the last step of the epoch: it falls over the run.',
  };
  const warmUp = {
    label: 'KL weight now',
    value: threeDigits(klWeight),
    help: 'In force at the last step of the epoch: it rises to beta over the KL warm-up.',
  };
  return [
    ...(config.learningRateDecay === 'none' ? [] : [decay]),
    ...(config.klWarmupEpochs === 0 ? [] : [warmUp]),
  ];
}

const threeDigits = (value: number): string => formatNumber(Number(value.toPrecision(3)));

/** Dimensions named one by one; of more, the largest are. */
const namedDimensions = 6;

/** KL of each latent dimension in nats, e.g. `3.52, 2.98`; of many `3.52, 2.98, ... and 14 up to 0.41`. */
function klWords(klPerDimension: Float32Array): string {
  if (klPerDimension.length <= namedDimensions)
    return Array.from(klPerDimension, formatLoss).join(', ');
  const descending = klPerDimension.toSorted().reverse();
  const named = Array.from(descending.subarray(0, namedDimensions), formatLoss).join(', ');
  const rest = descending.length - namedDimensions;
  return `${named} and ${formatCount(rest)} up to ${formatLoss(descending[namedDimensions] ?? null)}`;
}

const emulation: Fact = {
  label: 'bfloat16',
  value: 'emulated: this processor has no instructions for it',
  help: 'Matrices are rounded to bfloat16 and multiplied in float32: as exact as bfloat16, and no faster than float32.',
};

const begunOn = (cpu: string): Fact => ({
  label: 'Begun on',
  value: cpu,
  help: 'Another kind of processor may round differently: the weights can differ in their last digits from those of a run that stayed on one.',
});

/** What trained the run. */
export function engineFacts(engine: EngineFacts, { precision }: RunConfig): Fact[] {
  const isEmulated = precision === 'bfloat16' && engine.multipliesBfloat16 === false;
  return [
    { label: 'TensorFlow', value: engine.tensorflow },
    { label: 'tfjs', value: engine.tfjs },
    { label: 'Node', value: engine.node },
    { label: 'Processor', value: engine.cpu },
    ...(engine.begunOn === undefined ? [] : [begunOn(engine.begunOn)]),
    {
      label: 'Threads',
      value: formatCount(engine.threads),
      help: 'Sums are rounded in an order that depends on it, so a resumed run keeps the number it began with.',
    },
    { label: 'Memory', value: formatBytes(engine.memory) },
    ...(isEmulated ? [emulation] : []),
  ];
}
