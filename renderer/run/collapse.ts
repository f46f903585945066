import { counted } from '../../shared/counted';
import type { EpochMetrics } from '../../shared/metrics';
import type { RunConfig } from '../../shared/run-config';
import { formatCount, formatNumber } from '../ui/format';

/** A posterior that tells little of the image, and what to do about it. */
export interface CollapseWarning {
  readonly message: string;
  readonly advice: string;
}

/** With this many active dimensions digits are told apart well, however many others there are. */
const enough = 8;

/** As long as a quarter of its dimensions, but at least two, are active, a posterior has not collapsed. */
const fewestActive = (dimensions: number): number =>
  Math.min(dimensions, Math.max(2, Math.min(enough, Math.ceil(dimensions / 4))));

/**
 * What to say of a run whose latent dimensions are mostly unused after its last epoch; null when there
 * are enough that are not. Active is a dimension by the measure of Burda et al. 2016.
 */
export function collapseWarning(
  config: RunConfig,
  last: EpochMetrics | undefined,
): CollapseWarning | null {
  const { latentDimensions: dimensions } = config;
  if (last === undefined || last.activeUnits >= fewestActive(dimensions)) return null;
  return { message: message(dimensions, last), advice: advice(config) };
}

function message(dimensions: number, { activeUnits, epoch }: EpochMetrics): string {
  if (activeUnits > 0) {
    return `Only ${formatCount(activeUnits)} of ${formatCount(dimensions)} latent dimensions ${activeUnits === 1 ? 'is' : 'are'} active after epoch ${epoch}: in the others the posterior has collapsed onto the prior.`;
  }
  const none =
    dimensions === 1
      ? 'its latent dimension tells'
      : `none of its ${formatCount(dimensions)} latent dimensions tells`;
  const verb = dimensions === 1 ? `${none} the decoder nothing` : `${none} the decoder anything`;
  return `The posterior has collapsed onto the prior after epoch ${epoch}: ${verb} of the image.`;
}

function advice({ beta, klWarmupEpochs, freeBits }: RunConfig): string {
  const warmup =
    klWarmupEpochs === 0
      ? 'KL warm-up over the first epochs'
      : `a KL warm-up longer than ${counted(klWarmupEpochs, 'epoch')}`;
  const weight = `a KL weight (beta) below ${formatNumber(beta)}`;
  const bits =
    freeBits === 0
      ? 'free bits, such as 0.25 nats a dimension'
      : `more free bits than ${formatNumber(freeBits)} nats a dimension`;
  return `Try ${warmup} or ${weight}, in a branch or a new run, or ${bits}, in a new run.`;
}
