import { runConfigSchema, type RunConfig, type RunConfigInput } from './run-config';

export interface Preset {
  readonly label: string;
  readonly description: string;
  readonly config: RunConfig;
}

const preset = (label: string, description: string, config: RunConfigInput): Preset => ({
  label,
  description,
  config: runConfigSchema.parse(config),
});

const quadrants = (seen: 1 | 2 | 3): Preset =>
  preset(
    `Quadrant completion, ${seen} seen`,
    `Sees ${seen} of an image’s quadrants and predicts the rest (Sohn, Lee and Yan 2015).`,
    {
      conditioning: `quadrants-${seen}`,
      encoderSizes: [500, 500],
      decoderSizes: [500, 500],
      latentDimensions: 200,
      epochs: 30,
    },
  );

/** Starting points of a new run, by the name that `--preset` takes. */
export const presets = {
  seed: preset(
    'Reference CVAE',
    'The reference: conditioned on the label, two latent dimensions, 50 epochs; test loss 128.0 nats.',
    {},
  ),
  vae: preset('Plain VAE', 'The same network without the label.', {
    conditioning: 'none',
  }),
  z20: preset('z = 20', 'Twenty latent dimensions: sharper digits, no map to look at.', {
    latentDimensions: 20,
  }),
  convolutional: preset(
    'Convolutional',
    'Two stride-2 convolutions on either side: fewer weights, slower steps, better digits.',
    {
      channels: [32, 64],
      encoderSizes: [256],
      decoderSizes: [256],
      latentDimensions: 20,
      epochs: 30,
    },
  ),
  'quadrants-1': quadrants(1),
  'quadrants-2': quadrants(2),
  'quadrants-3': quadrants(3),
} as const satisfies Record<string, Preset>;

export type PresetId = keyof typeof presets;
export const presetIds = Object.keys(presets) as readonly PresetId[];
