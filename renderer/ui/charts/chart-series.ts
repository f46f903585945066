import type { DenseSeries, Point } from './dense-series';

/** How a curve is drawn: a faint line behind the others, a line, or points joined by a thin line. */
export type CurveLook = 'trace' | 'line' | 'points';

/** One curve of a chart. Made anew whenever its values changed. */
export interface ChartSeries {
  readonly label: string;
  /** Token of its colour. */
  readonly colour: `--${string}`;
  readonly look: CurveLook;
  /** x of the last value; 0 when there is none. */
  readonly end: number;
  /** The whole curve, x ascending, with no more points than `width` pixels can show apart. */
  points(width: number): Point[];
  /** The value nearest to `x`; null where there is none. */
  at(x: number): number | null;
}

/** Pixels that share one bucket of values. */
const pixelsPerBucket = 3;

interface Style {
  readonly label: string;
  readonly colour: `--${string}`;
  readonly look: CurveLook;
}

/**
 * A curve through values `1 / perUnit` apart, the first of them at `1 / perUnit`. A trace shows every
 * spike; a line is taken to be smooth.
 */
export function denseCurve(style: Style, values: DenseSeries, perUnit: number): ChartSeries {
  const { length } = values;
  return {
    ...style,
    end: length / perUnit,
    points(width) {
      const buckets = Math.ceil(width / pixelsPerBucket);
      const isNoisy = style.look === 'trace';
      const thinned = isNoisy ? values.thinned(buckets) : values.sampled(buckets);
      return thinned.map(({ x, y }) => ({ x: (x + 1) / perUnit, y }));
    },
    at(x) {
      if (length === 0) return null;
      const index = Math.round(Math.min(Math.max(x, 0) * perUnit, length)) - 1;
      const value = values.at(Math.max(index, 0));
      return Number.isNaN(value) ? null : value;
    },
  };
}

/** A curve through a few points, x ascending; a value is read at the point nearest to x. */
export function pointCurve(style: Style, points: readonly Point[]): ChartSeries {
  return {
    ...style,
    end: points.at(-1)?.x ?? 0,
    points: (width) => thinnedPoints(points, Math.ceil(width / pixelsPerBucket)),
    at: (x) => nearest(points, x)?.y ?? null,
  };
}

/** At most `2 * buckets` of the points: of each bucket the lowest and the highest, in their order. */
function thinnedPoints(points: readonly Point[], buckets: number): Point[] {
  if (points.length <= 2 * buckets) return [...points];
  return Array.from({ length: buckets }, (_, bucket) => {
    const start = Math.floor((bucket * points.length) / buckets);
    const end = Math.floor(((bucket + 1) * points.length) / buckets);
    const inOrder = points.slice(start, end);
    const byValue = inOrder.toSorted((a, b) => a.y - b.y);
    const [low, high] = [byValue[0], byValue.at(-1)];
    return inOrder.filter((point) => point === low || point === high);
  }).flat();
}

/** The point whose x is nearest, found by halving. */
function nearest(points: readonly Point[], x: number): Point | undefined {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.x + points[middle + 1]!.x < 2 * x) low = middle + 1;
    else high = middle;
  }
  return points[low];
}
