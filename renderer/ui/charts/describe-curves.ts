import type { ChartSeries, Stretch } from './chart-series';

/** Points that a curve is looked through by, each with the extremes around it. */
const looks = 1000;

/**
 * What a chart shows, in words for those who do not see it: where each curve begins and ends, and its
 * lowest and highest value, e.g. `Test: from 152.30 to 131.07, lowest 130.95 at epoch 12, highest 152.30
 * at epoch 1.`
 */
export function describeCurves(
  curves: readonly ChartSeries[],
  stretch: Stretch,
  formatX: (x: number) => string,
  formatY: (y: number) => string,
): string {
  const sentences = curves.flatMap((curve) => {
    const points = curve
      .points(looks, stretch)
      .filter(({ x, y }) => x >= stretch.from && x <= stretch.to && Number.isFinite(y));
    const [first, last] = [points[0], points.at(-1)];
    if (first === undefined || last === undefined) return [];
    const low = points.reduce((a, b) => (b.y < a.y ? b : a));
    const high = points.reduce((a, b) => (b.y > a.y ? b : a));
    const extremes = `lowest ${formatY(low.y)} at ${formatX(low.x)}, highest ${formatY(high.y)} at ${formatX(high.x)}`;
    return [`${curve.label}: from ${formatY(first.y)} to ${formatY(last.y)}, ${extremes}.`];
  });
  return sentences.length === 0
    ? 'No values yet.'
    : `From ${formatX(stretch.from)} to ${formatX(stretch.to)}. ${sentences.join(' ')}`;
}
