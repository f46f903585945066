import type { RunDetail } from '../../shared/runs';

const values = (runs: readonly RunDetail[], read: (run: RunDetail) => unknown): number =>
  new Set(runs.map(read)).size;

/** Whether reconstruction terms of these runs are on one scale: they measure the same pixels by the same likelihood. */
export function sharesScale(runs: readonly RunDetail[]): boolean {
  return (
    values(runs, ({ config }) => config.likelihood) <= 1
    && values(runs, ({ config }) => config.dataset) <= 1
    && values(runs, ({ config }) => config.conditioning.startsWith('quadrants')) <= 1
    && (runs.every(({ config }) => !config.conditioning.startsWith('quadrants'))
      || values(runs, ({ config }) => config.conditioning) <= 1)
  );
}

/** Whether losses of these runs are on one scale: the same terms with the same weights. */
export function sharesLoss(runs: readonly RunDetail[]): boolean {
  return sharesScale(runs) && values(runs, ({ config }) => config.beta) <= 1;
}

/** Why reconstruction terms of these runs cannot be compared; null when they can. */
export function scaleGap(runs: readonly RunDetail[]): string | null {
  return sharesScale(runs)
    ? null
    : 'These runs learn from different images, quadrants or likelihoods: their losses are not on one scale.';
}

/** Why losses of these runs cannot be compared as they are; null when they can. */
export function scaleWords(runs: readonly RunDetail[]): string | null {
  const gap = scaleGap(runs);
  if (gap !== null) return gap;
  if (!sharesLoss(runs)) {
    return 'Beta differs: losses weigh the KL differently. The loss at beta 1 is on one scale.';
  }
  return null;
}
