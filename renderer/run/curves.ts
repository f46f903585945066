import { trainLossAt } from '../../shared/elbo';
import type { EpochMetrics } from '../../shared/metrics';
import { denseCurve, pointCurve, readBefore, type ChartSeries } from '../ui/charts/chart-series';
import type { Ancestry } from './ancestry';
import type { StepHistory } from './step-history';

/** The three measures that are drawn, each in a chart of its own. */
export const measures = ['loss', 'reconstruction', 'kl'] as const;
export type Measure = (typeof measures)[number];

const trainStyle = { label: 'Train', colour: '--run-0' } as const;
const testStyle = { label: 'Test', colour: '--run-1' } as const;

const onTraining: Readonly<Record<Measure, (metrics: EpochMetrics, beta: number) => number>> = {
  loss: (metrics, beta) => trainLossAt(beta, metrics),
  reconstruction: ({ trainReconstruction }) => trainReconstruction,
  kl: ({ trainKl }) => trainKl,
};

const onTest: Readonly<Record<Measure, (metrics: EpochMetrics, beta: number) => number>> = {
  loss: ({ testReconstruction, testKl }, beta) => testReconstruction + beta * testKl,
  reconstruction: ({ testReconstruction }) => testReconstruction,
  kl: ({ testKl }) => testKl,
};

/** What curves are made of. */
export interface Measured {
  readonly history: StepHistory;
  readonly metrics: readonly EpochMetrics[];
}

/**
 * The curves of one measure over epochs: on the training set each step, averaged over about `span`
 * steps in front of the raw values, and on the test set after each epoch. What was measured before the
 * run began as a branch is drawn lighter.
 */
export function curvesOf(
  measure: Measure,
  run: Measured,
  span: number,
  ancestry: Ancestry | null,
): ChartSeries[] {
  const { raw } = run.history[measure];
  const perEpoch = run.history.stepsPerEpoch;
  const traces =
    raw.length > 0 && span > 1 ? [denseCurve({ ...trainStyle, look: 'trace' }, raw, perEpoch)] : [];
  const own = [trainCurve(measure, run, span, null), testCurve(measure, run, 'points')];
  if (ancestry === null) return [...traces, ...own];
  const before = [
    trainCurve(measure, ancestry, span, 'before'),
    testCurve(measure, ancestry, 'before'),
  ];
  const joined = own.map((curve, index) => readBefore(curve, before[index]!, ancestry.until));
  return [...before, ...traces, ...joined];
}

function trainCurve(
  measure: Measure,
  { history, metrics }: Measured,
  span: number,
  look: 'before' | null,
): ChartSeries {
  const { raw, smoothed } = history[measure];
  if (raw.length === 0) {
    const style = { ...trainStyle, look: look ?? 'points' } as const;
    return pointCurve(
      style,
      epochPoints(metrics, (epoch) => onTraining[measure](epoch, history.beta)),
    );
  }
  const style = { ...trainStyle, look: look ?? 'line' } as const;
  return denseCurve(style, smoothed.refresh(span), history.stepsPerEpoch, { smooth: span > 1 });
}

function testCurve(
  measure: Measure,
  { history, metrics }: Measured,
  look: 'before' | 'points',
): ChartSeries {
  const points = epochPoints(metrics, (epoch) => onTest[measure](epoch, history.beta));
  return pointCurve({ ...testStyle, look }, points);
}

function epochPoints(metrics: readonly EpochMetrics[], value: (metrics: EpochMetrics) => number) {
  return metrics.map((epoch) => ({ x: epoch.epoch, y: value(epoch) }));
}
