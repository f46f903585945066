/** A word of the field, and what it means in one sentence. */
export interface Term {
  readonly name: string;
  readonly meaning: string;
}

/** What a person meets who reads curves, settings and digits: from what is measured to what is kept. */
export const terms = {
  loss: {
    name: 'Loss',
    meaning:
      'Reconstruction plus beta times KL, in nats per image: what training minimises. KL warm-up and free bits change what is minimised, and are left out here.',
  },
  reconstruction: {
    name: 'Reconstruction',
    meaning:
      'Nats that an image’s pixels cost when its latent code is known: low where digits come out true.',
  },
  kl: {
    name: 'KL',
    meaning:
      'Kullback–Leibler divergence of the posterior from the prior, in nats: how much the latent code tells of an image.',
  },
  elbo: {
    name: 'ELBO',
    meaning:
      'Evidence lower bound: the log-likelihood of an image is no lower. Its negative is reconstruction plus KL, the loss at beta 1, by which runs of any beta can be compared.',
  },
  beta: {
    name: 'Beta (β)',
    meaning: 'Weight of the KL in the loss: above 1 codes tell less, and digits become blurrier.',
  },
  nats: {
    name: 'Nat',
    meaning: 'Unit of information by the natural logarithm: 1 nat is 1.44 bits.',
  },
  latents: {
    name: 'Latents (z)',
    meaning: 'The few numbers from which the decoder makes an image: its code.',
  },
  prior: {
    name: 'Prior',
    meaning:
      'The distribution of latents before an image is seen, a standard normal: new digits are drawn from it.',
  },
  posterior: {
    name: 'Posterior',
    meaning: 'The distribution of latents that the encoder finds for an image.',
  },
  activeUnits: {
    name: 'Active units',
    meaning: 'Latent dimensions whose posterior mean varies by more than 0.01 over the test set.',
  },
  collapse: {
    name: 'Collapse',
    meaning: 'A posterior that is the prior whatever the image is: its dimensions tell nothing.',
  },
  condition: {
    name: 'Condition',
    meaning: 'What encoder and decoder are told beside the image: its label, or some quadrants.',
  },
  manifold: {
    name: 'Manifold',
    meaning: 'Digits decoded over a plane of two latents, at even quantiles of the prior.',
  },
  step: { name: 'Step', meaning: 'One change of the weights, after one batch of images.' },
  epoch: { name: 'Epoch', meaning: 'One pass over the training images; the test follows it.' },
  snapshot: {
    name: 'Snapshot',
    meaning: 'The digits that a run wrote after an epoch, always from the same latents.',
  },
  checkpoint: {
    name: 'Checkpoint',
    meaning: 'The weights after an epoch, from which anything can be decoded again.',
  },
  seed: {
    name: 'Seed',
    meaning: 'Number that fixes all that is random: the same seed gives the same run.',
  },
} as const satisfies Record<string, Term>;
