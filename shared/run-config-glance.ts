import { runConfigSchema, type Conditioning, type RunConfig } from './run-config';

const defaults = runConfigSchema.parse({});

const conditions: Readonly<Record<Conditioning, string>> = {
  label: 'label',
  none: 'no label',
  'quadrants-1': '1 quadrant',
  'quadrants-2': '2 quadrants',
  'quadrants-3': '3 quadrants',
};

/**
 * A configuration on one line, e.g. `label · 512-256 · z 2 · β 1`; then what is not as usual, e.g.
 * `· lr 0.0003`. The seed and the number of epochs are left out.
 */
export function configGlance(config: RunConfig): string {
  const unusual = [
    differs(config, 'likelihood') ? config.likelihood.replace('-bernoulli', ' Bernoulli') : '',
    differs(config, 'activation') ? config.activation : '',
    differs(config, 'klWarmupEpochs') ? `warm-up ${config.klWarmupEpochs}` : '',
    differs(config, 'freeBits') ? `free bits ${config.freeBits}` : '',
    differs(config, 'learningRate') ? `lr ${config.learningRate}` : '',
    differs(config, 'learningRateDecay') ? `${config.learningRateDecay} decay` : '',
    differs(config, 'batchSize') ? `batch ${config.batchSize}` : '',
    differs(config, 'emaDecay') ? `EMA ${config.emaDecay}` : '',
    differs(config, 'precision') ? config.precision : '',
    differs(config, 'biasFromMeans') ? 'bias from means' : '',
    differs(config, 'trainLimit') ? `${config.trainLimit.toLocaleString('en')} images` : '',
    differs(config, 'dataset') ? config.dataset : '',
  ];
  return [
    conditions[config.conditioning],
    layers(config),
    `z ${config.latentDimensions}`,
    `β ${config.beta}`,
    ...unusual.filter((part) => part !== ''),
  ].join(' · ');
}

/** The encoder's layers; the decoder's too when they are not their mirror image. */
function layers({ channels, encoderSizes, decoderSizes }: RunConfig): string {
  const encoder = encoderSizes.join('-');
  const mirrored = [...decoderSizes].reverse().join('-') === encoder;
  const dense = mirrored ? encoder : `${encoder} / ${decoderSizes.join('-')}`;
  return channels.length === 0 ? dense : `conv ${channels.join('-')}, ${dense}`;
}

function differs(config: RunConfig, key: keyof RunConfig): boolean {
  return config[key] !== defaults[key];
}
