import { elboScale } from '../../shared/elbo';
import type { RunConfig } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';

/** Whether runs have the same value of each of these settings. */
export function shares(runs: readonly RunDetail[], ...keys: readonly (keyof RunConfig)[]): boolean {
  const value = ({ config }: RunDetail) => JSON.stringify(keys.map((key) => config[key]));
  return new Set(runs.map(value)).size <= 1;
}

/** Whether negative ELBOs of these runs can be ranked. */
export function sharesScale(runs: readonly RunDetail[]): boolean {
  return new Set(runs.map(({ config }) => elboScale(config))).size <= 1;
}

/** Why losses of these runs cannot be compared; null when they can. */
export function scaleGap(runs: readonly RunDetail[]): string | null {
  return sharesScale(runs)
    ? null
    : 'Losses are not comparable: these runs have other datasets, likelihoods or parts of the image.';
}
