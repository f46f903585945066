import { z } from 'zod';

/**
 * The configuration of a run: everything that determines the weights it ends with. It is flat, so
 * that a form field, `--set key=value`, a filter and a column of a comparison are all one key.
 */

export const conditionings = [
  'label',
  'none',
  'quadrants-1',
  'quadrants-2',
  'quadrants-3',
] as const;
export const activations = ['relu', 'silu', 'tanh'] as const;
export const likelihoods = ['bernoulli', 'binarized-bernoulli', 'continuous-bernoulli'] as const;
export const learningRateDecays = ['none', 'cosine', 'step'] as const;
export const precisions = ['float32', 'bfloat16'] as const;

export type Conditioning = (typeof conditionings)[number];
export type Activation = (typeof activations)[number];
export type Likelihood = (typeof likelihoods)[number];
export type LearningRateDecay = (typeof learningRateDecays)[number];
export type Precision = (typeof precisions)[number];

const whole = (from: number, to: number, what: string) => {
  const message = `${what} must be a whole number from ${from.toLocaleString('en')} to ${to.toLocaleString('en')}.`;
  return z.int(message).min(from, message).max(to, message);
};
const real = (from: number, to: number, what: string) => {
  const message = `${what} must be a number from ${from} to ${to}.`;
  return z.number(message).min(from, message).max(to, message);
};
const oneOf = <const T extends readonly string[]>(values: T, what: string) =>
  z.enum(values, `${what} must be one of ${values.join(', ')}.`);
const widths = (most: number, atLeast: number, what: string) => {
  const message = `${what} must be ${atLeast} to ${most} whole numbers from 1 to 4,096, such as 512, 256.`;
  return z
    .array(z.int(message).min(1, message).max(4096, message), message)
    .min(atLeast, message)
    .max(most, message);
};

export const runConfigSchema = z
  .strictObject({
    /** Id of a dataset in the database; `mnist` is built in. */
    dataset: z.string().min(1, 'Choose a dataset.').max(100, 'Choose a dataset.').default('mnist'),
    /** Train on the first N images only; 0 takes all. The test set is always used whole. */
    trainLimit: whole(0, 10_000_000, 'Training images').default(0),
    /** What the model is told about an image: its label, nothing (a plain VAE), or 1 to 3 of its quadrants. */
    conditioning: oneOf(conditionings, 'Condition').default('label'),
    /** Output channels of stride-2 convolutions in front of the encoder's dense layers, mirrored after the decoder's. Empty: a dense network. */
    channels: widths(2, 0, 'Channels').default([]),
    encoderSizes: widths(8, 1, 'Encoder layers').default([512, 256]),
    decoderSizes: widths(8, 1, 'Decoder layers').default([256, 512]),
    latentDimensions: whole(1, 256, 'Latent dimensions').default(2),
    activation: oneOf(activations, 'Activation').default('relu'),
    likelihood: oneOf(likelihoods, 'Likelihood').default('bernoulli'),
    /** Start the decoder's last bias at the logit of the training set's mean image. */
    biasFromMeans: z.boolean('Bias from means must be true or false.').default(false),
    /** Weight of the KL term. */
    beta: real(0, 1000, 'Beta').default(1),
    /** Epochs over which the KL weight rises linearly from 0 to beta; 0 starts at beta. */
    klWarmupEpochs: whole(0, 10_000, 'KL warm-up').default(0),
    /** Nats of each latent dimension's KL that cost nothing (Kingma et al. 2016). */
    freeBits: real(0, 100, 'Free bits').default(0),
    epochs: whole(1, 10_000, 'Epochs').default(50),
    batchSize: whole(1, 10_000, 'Batch size').default(100),
    learningRate: z
      .number('Learning rate must be a number above 0, at most 1.')
      .gt(0, 'Learning rate must be a number above 0, at most 1.')
      .max(1, 'Learning rate must be a number above 0, at most 1.')
      .default(0.001),
    learningRateDecay: oneOf(learningRateDecays, 'Learning-rate decay').default('none'),
    /** With step decay: the learning rate is multiplied by `decayFactor` every `decayEvery` epochs. */
    decayEvery: whole(1, 10_000, 'Decay every').default(10),
    decayFactor: real(0.001, 1, 'Decay factor').default(0.5),
    /** Decay of an exponential moving average of the weights, used for evaluation and samples; 0 is off. */
    emaDecay: real(0, 0.99999, 'Weight averaging').default(0),
    /** With quadrants: epochs of the baseline network's own training before the CVAE's (Sohn et al. 2015). */
    baselineEpochs: whole(0, 1000, 'Baseline epochs').default(5),
    precision: oneOf(precisions, 'Precision').default('float32'),
    seed: whole(0, 2_147_483_647, 'Seed').default(1),
    /** A checkpoint is kept every N epochs; the best and the last two are always kept. */
    checkpointEvery: whole(1, 10_000, 'Checkpoint every').default(5),
  })
  .superRefine((config, context) => {
    if (config.trainLimit > 0 && config.batchSize > config.trainLimit) {
      context.addIssue({
        code: 'custom',
        path: ['batchSize'],
        message: `Batch size must not exceed the ${config.trainLimit.toLocaleString('en')} training images.`,
      });
    }
    if (config.klWarmupEpochs > config.epochs) {
      context.addIssue({
        code: 'custom',
        path: ['klWarmupEpochs'],
        message: 'KL warm-up must not be longer than the training.',
      });
    }
  });

/** What a person may give: every field has a default. */
export type RunConfigInput = z.input<typeof runConfigSchema>;
export type RunConfig = Readonly<z.output<typeof runConfigSchema>>;
export type RunConfigKey = keyof RunConfig;

/** How many quadrants of the image the model is shown; 0 when it is conditioned otherwise. */
export function quadrantsSeen(conditioning: Conditioning): 0 | 1 | 2 | 3 {
  switch (conditioning) {
    case 'quadrants-1':
      return 1;
    case 'quadrants-2':
      return 2;
    case 'quadrants-3':
      return 3;
    case 'label':
    case 'none':
      return 0;
  }
}
