import type { RunSummary } from '../../shared/runs';
import { familyOf } from './config-family';

/**
 * Ranks what negative ELBOs are measured on (dataset, likelihood, parts of the image): 0 for what most
 * runs have in common, among equals for what the newest run has. Values of different ranks cannot be
 * compared, so they are sorted apart.
 */
export function scaleRanks(runs: readonly RunSummary[]): (run: RunSummary) => number {
  const scales = new Map<string, { count: number; newest: number }>();
  for (const { config, createdAt, bestNegativeElbo } of runs) {
    if (bestNegativeElbo === null) continue;
    const { scale } = familyOf(config);
    const known = scales.get(scale);
    if (known === undefined) scales.set(scale, { count: 1, newest: createdAt });
    else {
      known.count++;
      known.newest = Math.max(known.newest, createdAt);
    }
  }
  const ranked = [...scales].sort(([, a], [, b]) => b.count - a.count || b.newest - a.newest);
  const ranks = new Map(ranked.map(([scale], rank) => [scale, rank]));
  return ({ config }) => ranks.get(familyOf(config).scale) ?? ranked.length;
}
