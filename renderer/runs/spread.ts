import type { RunSummary } from '../../shared/runs';
import { familyOf } from './config-family';

/** Best negative ELBOs of several runs, nats per image. */
export interface Spread {
  /** Runs that have one. */
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation, over count - 1; null for a single run. */
  readonly deviation: number | null;
  readonly lowest: number;
}

/** Null when no run has one yet, or when they cannot be compared. */
export function lossSpread(runs: readonly RunSummary[]): Spread | null {
  if (new Set(runs.map(({ config }) => familyOf(config).scale)).size > 1) return null;
  const losses = runs.flatMap(({ bestNegativeElbo }) => bestNegativeElbo ?? []);
  const count = losses.length;
  if (count === 0) return null;
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / count;
  const squares = losses.reduce((sum, loss) => sum + (loss - mean) ** 2, 0);
  return {
    count,
    mean,
    deviation: count === 1 ? null : Math.sqrt(squares / (count - 1)),
    lowest: losses.reduce((least, loss) => Math.min(least, loss)),
  };
}
