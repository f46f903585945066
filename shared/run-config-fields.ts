import {
  activations,
  conditionings,
  learningRateDecays,
  likelihoods,
  precisions,
  type RunConfigKey,
} from './run-config';

export interface FieldChoice {
  readonly value: string;
  readonly label: string;
}

/** How a person gives a value; every kind has a form as text, see run-config-text.ts. */
export type FieldInput =
  | { readonly kind: 'whole' }
  | { readonly kind: 'real' }
  /** Whole numbers, e.g. `512, 256`. */
  | { readonly kind: 'widths' }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly FieldChoice[] }
  | { readonly kind: 'text' };

/** What a person is told about one key of a run's configuration. */
export interface ConfigField {
  readonly label: string;
  /** One line: what it does. */
  readonly help: string;
  readonly unit?: string;
  readonly input: FieldInput;
}

const choice = <const T extends readonly string[]>(
  values: T,
  labels: Readonly<Record<T[number], string>>,
): FieldInput => ({
  kind: 'choice',
  choices: values.map((value: T[number]) => ({ value, label: labels[value] })),
});

const whole: FieldInput = { kind: 'whole' };
const real: FieldInput = { kind: 'real' };
const widths: FieldInput = { kind: 'widths' };

/** Label, one-line help, unit and kind of input for every key: what the form and `--set` explain. */
export const runConfigFields: Readonly<Record<RunConfigKey, ConfigField>> = {
  dataset: {
    label: 'Dataset',
    help: 'The images to train and test on; mnist is built in.',
    input: { kind: 'text' },
  },
  trainLimit: {
    label: 'Training images',
    help: 'Train on the first N images only; 0 takes all. The test set is always used whole.',
    unit: 'images',
    input: whole,
  },
  conditioning: {
    label: 'Condition',
    help: 'What the model is told about an image besides its latent code.',
    input: choice(conditionings, {
      label: 'Label',
      none: 'Nothing (plain VAE)',
      'quadrants-1': '1 quadrant seen',
      'quadrants-2': '2 quadrants seen',
      'quadrants-3': '3 quadrants seen',
    }),
  },
  channels: {
    label: 'Channels',
    help: 'Stride-2 convolutions before the dense layers, such as 32, 64. Empty: dense layers only.',
    input: widths,
  },
  encoderSizes: {
    label: 'Encoder layers',
    help: 'Units of each hidden layer from the image to the latent code, such as 512, 256.',
    unit: 'units',
    input: widths,
  },
  decoderSizes: {
    label: 'Decoder layers',
    help: 'Units of each hidden layer from the latent code to the image; usually the mirror image.',
    unit: 'units',
    input: widths,
  },
  latentDimensions: {
    label: 'Latent dimensions',
    help: 'Numbers in an image’s code. 2 can be drawn as a map; 20 gives sharper digits.',
    input: whole,
  },
  activation: {
    label: 'Activation',
    help: 'The nonlinearity after each hidden layer.',
    input: choice(activations, { relu: 'ReLU', silu: 'SiLU', tanh: 'tanh' }),
  },
  likelihood: {
    label: 'Likelihood',
    help: 'How a pixel is modelled, and so what the reconstruction term measures.',
    input: choice(likelihoods, {
      bernoulli: 'Bernoulli on gray levels',
      'binarized-bernoulli': 'Bernoulli on binarized pixels',
      'continuous-bernoulli': 'Continuous Bernoulli',
    }),
  },
  biasFromMeans: {
    label: 'Bias from means',
    help: 'Start the decoder’s last bias at the mean training image; saves the first few steps.',
    input: { kind: 'switch' },
  },
  beta: {
    label: 'Beta',
    help: 'Weight of the KL term. 1 is the ELBO; more gives a smoother latent space and blurrier digits.',
    input: real,
  },
  klWarmupEpochs: {
    label: 'KL warm-up',
    help: 'Epochs over which the KL weight rises from 0 to beta; 0 starts at beta.',
    unit: 'epochs',
    input: whole,
  },
  freeBits: {
    label: 'Free bits',
    help: 'KL of each latent dimension that costs nothing; keeps dimensions from collapsing.',
    unit: 'nats',
    input: real,
  },
  epochs: {
    label: 'Epochs',
    help: 'Passes over the training images.',
    input: whole,
  },
  batchSize: {
    label: 'Batch size',
    help: 'Images in one step. Larger is faster an epoch, and takes fewer steps.',
    unit: 'images',
    input: whole,
  },
  learningRate: {
    label: 'Learning rate',
    help: 'Step size of Adam. 0.001 is a good start.',
    input: real,
  },
  learningRateDecay: {
    label: 'Learning-rate decay',
    help: 'How the learning rate falls over the run.',
    input: choice(learningRateDecays, { none: 'None', cosine: 'Cosine, to 0', step: 'In steps' }),
  },
  decayEvery: {
    label: 'Decay every',
    help: 'With decay in steps: epochs between two steps.',
    unit: 'epochs',
    input: whole,
  },
  decayFactor: {
    label: 'Decay factor',
    help: 'With decay in steps: what the learning rate is multiplied by at each.',
    input: real,
  },
  emaDecay: {
    label: 'Weight averaging',
    help: 'Decay of a moving average of the weights, used to test and to sample; 0 is off, 0.999 is usual.',
    input: real,
  },
  baselineEpochs: {
    label: 'Baseline epochs',
    help: 'With quadrants: epochs the baseline network is trained alone first.',
    unit: 'epochs',
    input: whole,
  },
  precision: {
    label: 'Precision',
    help: 'bfloat16 is a little less exact, and faster on processors with instructions for it (AMX, AVX-512 BF16); others emulate it, no faster than float32.',
    input: choice(precisions, { float32: 'float32', bfloat16: 'bfloat16' }),
  },
  seed: {
    label: 'Seed',
    help: 'Fixes first weights, order of images and noise: the same seed gives the same run.',
    input: whole,
  },
  checkpointEvery: {
    label: 'Checkpoint every',
    help: 'Keep the weights every N epochs; the best and the last two are always kept.',
    unit: 'epochs',
    input: whole,
  },
};
