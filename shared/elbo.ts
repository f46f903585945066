import type { EpochMetrics } from './metrics';
import { quadrantsSeen, type RunConfig } from './run-config';

/**
 * The negative ELBO of the test set, in nats per image: reconstruction plus KL, whatever beta was trained
 * with (Kingma and Welling 2014, eq. 3). Unlike the loss it can be compared between runs of any beta.
 */
export function negativeElbo({
  testReconstruction,
  testKl,
}: Pick<EpochMetrics, 'testReconstruction' | 'testKl'>): number {
  return testReconstruction + testKl;
}

/** The loss on the training set as the test loss is defined, without what KL warm-up and free bits make of it. */
export function trainLossAt(
  beta: number,
  { trainReconstruction, trainKl }: Pick<EpochMetrics, 'trainReconstruction' | 'trainKl'>,
): number {
  return trainReconstruction + beta * trainKl;
}

type Scale = Pick<RunConfig, 'dataset' | 'likelihood' | 'conditioning'>;

/** The same for configurations whose negative ELBOs can be ranked: of the same pixels by the same likelihood. */
export function elboScale({ dataset, likelihood, conditioning }: Scale): string {
  return [dataset, likelihood, quadrantsSeen(conditioning)].join('\n');
}

/** Why the negative ELBO of one configuration cannot be ranked with that of another; null when it can. */
export function whyNotComparable(config: Scale, other: Scale): string | null {
  if (config.dataset !== other.dataset) return 'trained on another dataset';
  if (quadrantsSeen(config.conditioning) !== quadrantsSeen(other.conditioning)) {
    return 'scored on other parts of the image';
  }
  return config.likelihood === other.likelihood ? null : 'another likelihood';
}
