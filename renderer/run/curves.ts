import type { EpochMetrics } from '../../shared/metrics';
import { denseCurve, pointCurve, type ChartSeries } from '../ui/charts/chart-series';
import type { StepHistory } from './step-history';

/** The three measures that are drawn, each in a chart of its own. */
export const measures = ['loss', 'reconstruction', 'kl'] as const;
export type Measure = (typeof measures)[number];

const trainColour = '--run-0';
const testColour = '--run-1';

const onTraining: Readonly<Record<Measure, (metrics: EpochMetrics) => number>> = {
  loss: ({ trainLoss }) => trainLoss,
  reconstruction: ({ trainReconstruction }) => trainReconstruction,
  kl: ({ trainKl }) => trainKl,
};

const onTest: Readonly<Record<Measure, (metrics: EpochMetrics) => number>> = {
  loss: ({ testLoss }) => testLoss,
  reconstruction: ({ testReconstruction }) => testReconstruction,
  kl: ({ testKl }) => testKl,
};

/**
 * The curves of one measure over epochs: on the training set each step, averaged over about `span`
 * steps in front of the raw values, and on the test set after each epoch.
 */
export function curvesOf(
  measure: Measure,
  history: StepHistory,
  metrics: readonly EpochMetrics[],
  span: number,
): ChartSeries[] {
  const { raw, smoothed } = history[measure];
  const perEpoch = history.stepsPerEpoch;
  const train = { label: 'Train', colour: trainColour } as const;
  const epochPoints = (value: (metrics: EpochMetrics) => number) =>
    metrics.map((epoch) => ({ x: epoch.epoch, y: value(epoch) }));

  const curves: ChartSeries[] = [];
  if (raw.length === 0) {
    curves.push(pointCurve({ ...train, look: 'points' }, epochPoints(onTraining[measure])));
  } else {
    if (span > 1) curves.push(denseCurve({ ...train, look: 'trace' }, raw, perEpoch));
    curves.push(denseCurve({ ...train, look: 'line' }, smoothed.refresh(span), perEpoch));
  }
  const test = { label: 'Test', colour: testColour, look: 'points' } as const;
  curves.push(pointCurve(test, epochPoints(onTest[measure])));
  return curves;
}
