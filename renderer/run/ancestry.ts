import type { EpochMetrics } from '../../shared/metrics';
import { StepHistory } from './step-history';

/** What is kept of one of the runs that a branch goes back to. */
export interface AncestorPart {
  readonly steps: readonly { readonly epoch: number; readonly losses: Float32Array }[];
  readonly metrics: readonly EpochMetrics[];
  /** The epoch at which the next run branched off from it. */
  readonly until: number;
}

/** What was measured on the way to a branch, before it began. */
export interface Ancestry {
  readonly history: StepHistory;
  readonly metrics: readonly EpochMetrics[];
  /** The epoch at which the branch began. */
  readonly until: number;
}

/**
 * Joins what the ancestors measured, each up to where the next one branched off; the first one first. Their losses
 * weigh the KL by the branch's own `beta`.
 */
export function joinAncestors(
  parts: readonly AncestorPart[],
  stepsPerEpoch: number,
  beta: number,
): Ancestry {
  const history = new StepHistory(stepsPerEpoch, beta);
  const metrics: EpochMetrics[] = [];
  for (const { steps, metrics: measured, until } of parts) {
    for (const { epoch, losses } of steps) {
      if (epoch <= until) history.write({ epoch, step: stepsPerEpoch, losses });
    }
    metrics.push(...measured.filter(({ epoch }) => epoch <= until));
  }
  return { history, metrics, until: parts.at(-1)?.until ?? 0 };
}
