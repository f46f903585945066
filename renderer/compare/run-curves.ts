import type { Axis } from '../../shared/comparisons';
import { negativeElbo } from '../../shared/elbo';
import type { EpochMetrics } from '../../shared/metrics';
import type { RunDetail } from '../../shared/runs';
import { terms } from '../terms';
import { pointCurve, type ChartSeries } from '../ui/charts/chart-series';

export interface CurveMeasure {
  readonly title: string;
  readonly explanation: string;
  readonly read: (metrics: EpochMetrics) => number;
}

/** At beta 1, so that runs of any beta are on one scale. */
export const curveMeasures: readonly CurveMeasure[] = [
  { title: 'Test −ELBO', explanation: terms.elbo.meaning, read: negativeElbo },
  {
    title: 'Train −ELBO',
    explanation: 'Mean over the steps of each epoch, while the weights changed.',
    read: ({ trainReconstruction, trainKl }) => trainReconstruction + trainKl,
  },
  {
    title: 'Test reconstruction',
    explanation: terms.reconstruction.meaning,
    read: ({ testReconstruction }) => testReconstruction,
  },
  { title: 'Test KL', explanation: terms.kl.meaning, read: ({ testKl }) => testKl },
];

export interface CurveRun {
  readonly detail: RunDetail;
  readonly metrics: readonly EpochMetrics[];
  /** Index of a run colour. */
  readonly colour: number;
  /** Images that its dataset has to train on. */
  readonly trainCount: number;
}

/** One curve a run, with a value after each epoch. */
export function runCurves(
  { read }: CurveMeasure,
  axis: Axis,
  runs: readonly CurveRun[],
): ChartSeries[] {
  const names = curveNames(runs.map(({ detail }) => detail.name));
  return runs.map((run, index) => {
    const places = placesOf(axis, run);
    return pointCurve(
      { label: names[index]!, colour: `--run-${run.colour}`, look: 'points' },
      run.metrics.map((metrics, i) => ({ x: places[i]!, y: read(metrics) })),
    );
  });
}

/** Where each epoch's end lies on the axis. Seconds are of training, and of a branch those since the branch. */
function placesOf(axis: Axis, { detail, metrics, trainCount }: CurveRun): readonly number[] {
  switch (axis) {
    case 'epochs':
      return metrics.map(({ epoch }) => epoch);
    case 'steps': {
      const { trainLimit, batchSize } = detail.config;
      const images = trainLimit === 0 ? trainCount : Math.min(trainLimit, trainCount);
      const stepsPerEpoch = Math.max(1, Math.floor(images / batchSize));
      return metrics.map(({ epoch }) => epoch * stepsPerEpoch);
    }
    case 'seconds': {
      let sum = 0;
      return metrics.map(({ seconds }) => (sum += seconds));
    }
  }
}

const longest = 24;
/** Of a longer name this much of its beginning is kept: its end tells it from others. */
const keptOfStart = 8;

/** Names short enough for a legend, no two the same. */
export function curveNames(names: readonly string[]): readonly string[] {
  const short = names.map((name) =>
    name.length <= longest
      ? name
      : `${name.slice(0, keptOfStart).trimEnd()}…${name.slice(keptOfStart + 1 - longest)}`,
  );
  return short.map((name, index) => {
    const before = short.slice(0, index).filter((other) => other === name).length;
    return before === 0 ? name : `${name} (${before + 1})`;
  });
}
