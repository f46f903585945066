import type { RunConfig } from '../../shared/run-config';

/**
 * Settings that change while training, as functions of the time since the run's beginning, in
 * epochs: 2.5 is the middle of the third. They need no state, so a resumed run continues them.
 */

type LearningRateSettings = Pick<
  RunConfig,
  'learningRate' | 'learningRateDecay' | 'decayEvery' | 'decayFactor' | 'epochs'
>;

export function learningRateAt(config: LearningRateSettings, time: number): number {
  switch (config.learningRateDecay) {
    case 'none':
      return config.learningRate;
    case 'cosine': {
      // From the full rate to 0 at the end (Loshchilov and Hutter 2017, without restarts).
      const part = Math.min(time / config.epochs, 1);
      return (config.learningRate * (1 + Math.cos(Math.PI * part))) / 2;
    }
    case 'step':
      return config.learningRate * config.decayFactor ** Math.floor(time / config.decayEvery);
  }
}

/** Weight of the KL term: rises linearly from 0 to beta (Sonderby et al. 2016), then stays. */
export function klWeightAt(
  { beta, klWarmupEpochs }: Pick<RunConfig, 'beta' | 'klWarmupEpochs'>,
  time: number,
): number {
  return klWarmupEpochs === 0 ? beta : beta * Math.min(time / klWarmupEpochs, 1);
}
