import type { RunSummary } from '../../shared/runs';

/** Best test losses of several runs, nats an image. */
export interface Spread {
  /** Runs that have a loss. */
  readonly count: number;
  readonly mean: number;
  /** Sample standard deviation, over count - 1; null for a single run. */
  readonly deviation: number | null;
  readonly lowest: number;
}

/** Null when no run has a loss yet. */
export function lossSpread(runs: readonly RunSummary[]): Spread | null {
  const losses = runs.flatMap(({ bestTestLoss }) => (bestTestLoss === null ? [] : [bestTestLoss]));
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
