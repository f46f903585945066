import { counted } from './counted';
import {
  runConfigSchema,
  type Conditioning,
  type RunConfig,
  type RunConfigKey,
} from './run-config';

const defaults = runConfigSchema.parse({});

const conditions: Readonly<Record<Conditioning, string>> = {
  label: 'label',
  none: 'no label',
  'quadrants-1': '1 quadrant',
  'quadrants-2': '2 quadrants',
  'quadrants-3': '3 quadrants',
};

/** Each setting in as few words as tell it among others. */
const words: Readonly<Record<RunConfigKey, (config: RunConfig) => string>> = {
  dataset: ({ dataset }) => dataset,
  trainLimit: ({ trainLimit: images }) => (images === 0 ? 'all images' : counted(images, 'image')),
  conditioning: ({ conditioning }) => conditions[conditioning],
  channels: ({ channels }) => (channels.length === 0 ? 'no conv' : `conv ${channels.join('-')}`),
  encoderSizes: ({ encoderSizes: sizes }) => `encoder ${sizes.join('-')}`,
  decoderSizes: ({ decoderSizes: sizes }) => `decoder ${sizes.join('-')}`,
  latentDimensions: ({ latentDimensions: dimensions }) => `z ${dimensions}`,
  activation: ({ activation }) => activation,
  likelihood: ({ likelihood }) => likelihood.replace('-bernoulli', ' Bernoulli'),
  biasFromMeans: ({ biasFromMeans: on }) => (on ? 'bias from means' : 'bias from 0'),
  beta: ({ beta }) => `β ${beta}`,
  klWarmupEpochs: ({ klWarmupEpochs: epochs }) => `warm-up ${epochs}`,
  freeBits: ({ freeBits: nats }) => `free bits ${nats}`,
  epochs: ({ epochs }) => counted(epochs, 'epoch'),
  batchSize: ({ batchSize: images }) => `batch ${images}`,
  learningRate: ({ learningRate: rate }) => `lr ${rate}`,
  learningRateDecay: ({ learningRateDecay: decay }) => `${decay === 'none' ? 'no' : decay} decay`,
  decayEvery: ({ decayEvery: epochs }) => `decay every ${epochs}`,
  decayFactor: ({ decayFactor: factor }) => `decay by ${factor}`,
  emaDecay: ({ emaDecay: decay }) => `EMA ${decay}`,
  baselineEpochs: ({ baselineEpochs: epochs }) => `baseline ${epochs}`,
  precision: ({ precision }) => precision,
  seed: ({ seed }) => `seed ${seed}`,
  checkpointEvery: ({ checkpointEvery: epochs }) => `checkpoint every ${epochs}`,
};

/** One setting in few words, e.g. `z 2`, `lr 0.0003`, `encoder 512-256`. */
export function settingGlance(config: RunConfig, key: RunConfigKey): string {
  return words[key](config);
}

/** What is told when it is not as usual, in this order. */
const toldWhenUnusual = [
  'likelihood',
  'activation',
  'klWarmupEpochs',
  'freeBits',
  'learningRate',
  'learningRateDecay',
  'batchSize',
  'emaDecay',
  'precision',
  'biasFromMeans',
  'trainLimit',
  'dataset',
] as const satisfies readonly RunConfigKey[];

/**
 * A configuration on one line, first what is varied most, e.g. `z 2 · β 1 · label · 512-256`; then what is
 * not as usual, e.g. `· lr 0.0003`. The seed and the number of epochs are left out, and the keys of `leftOut`.
 */
export function configGlance(config: RunConfig, leftOut: readonly RunConfigKey[] = []): string {
  const isTold = (key: RunConfigKey): boolean => !leftOut.includes(key);
  return [
    ...(['latentDimensions', 'beta', 'conditioning'] as const)
      .filter(isTold)
      .map((key) => settingGlance(config, key)),
    layers(config, isTold),
    ...toldWhenUnusual
      .filter((key) => isTold(key) && config[key] !== defaults[key])
      .map((key) => settingGlance(config, key)),
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** The encoder's layers; the decoder's too when they are not their mirror image. */
function layers(config: RunConfig, isTold: (key: RunConfigKey) => boolean): string {
  const { channels, encoderSizes, decoderSizes } = config;
  const encoder = isTold('encoderSizes') ? encoderSizes.join('-') : '';
  const decoder = isTold('decoderSizes') && !isMirrored(config) ? decoderSizes.join('-') : '';
  const dense = decoder === '' ? encoder : `${encoder} / ${decoder}`.trim();
  const convolutions =
    isTold('channels') && channels.length > 0 ? settingGlance(config, 'channels') : '';
  return [convolutions, dense].filter((part) => part !== '').join(', ');
}

/** Whether the decoder's layers are the encoder's in reverse. */
export function isMirrored({ encoderSizes, decoderSizes }: RunConfig): boolean {
  return [...decoderSizes].reverse().join('-') === encoderSizes.join('-');
}
