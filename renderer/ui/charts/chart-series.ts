import type { DenseSeries, Point } from './dense-series';

/**
 * How a curve is drawn: a faint line behind the others, a lighter line for what came before, a line, or
 * points joined by a thin line.
 */
export type CurveLook = 'trace' | 'before' | 'line' | 'points';

/** A stretch of the x axis. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** One curve of a chart. Made anew whenever its values changed. */
export interface ChartSeries {
  readonly label: string;
  /** Token of its colour. */
  readonly colour: `--${string}`;
  readonly look: CurveLook;
  /** x of the last value; 0 when there is none. */
  readonly end: number;
  /**
   * The curve over a stretch, x ascending, with no more points than `width` pixels can show apart, and
   * with the values next to the stretch, so that its lines reach to the edges.
   */
  points(width: number, stretch: Stretch): Point[];
  /** The value nearest to `x`, and where it is; the last one for null. Null where there is none near. */
  at(x: number | null): Point | null;
}

/** Pixels that share one bucket of values: a smooth line looks the same when it is drawn in fewer pieces. */
const pixelsPerSmoothBucket = 3;

interface Style {
  readonly label: string;
  readonly colour: `--${string}`;
  readonly look: CurveLook;
}

/**
 * A curve through values `1 / perUnit` apart, the first of them at `1 / perUnit`. Every spike is shown,
 * as the lowest and the highest value of each column of pixels, unless the values are `smooth`.
 */
export function denseCurve(
  style: Style,
  values: DenseSeries,
  perUnit: number,
  { smooth = false } = {},
): ChartSeries {
  const { length } = values;
  const withinLength = (index: number): number => Math.min(Math.max(index, 0), length);
  return {
    ...style,
    end: length / perUnit,
    points(width, { from, to }) {
      const first = withinLength(Math.floor(from * perUnit) - 1);
      const last = withinLength(Math.ceil(to * perUnit) + 1);
      // Where the stretch goes on beyond the values, they have fewer pixels.
      const pixels = Math.max(1, Math.ceil((width * (last - first)) / ((to - from) * perUnit)));
      const thinned = smooth
        ? values.sampled(Math.ceil(pixels / pixelsPerSmoothBucket), first, last)
        : values.thinned(pixels, first, last);
      return thinned.map(({ x, y }) => ({ x: (x + 1) / perUnit, y }));
    },
    at(x) {
      const index = x === null ? length - 1 : Math.max(Math.round(x * perUnit) - 1, 0);
      const y = values.at(index);
      return Number.isNaN(y) ? null : { x: (index + 1) / perUnit, y };
    },
  };
}

/**
 * A curve through a few points, x ascending; a value is read at the point nearest to x. There is none where the
 * curve has ended: further from its last point than half of what lies between that and the one before.
 */
export function pointCurve(style: Style, points: readonly Point[]): ChartSeries {
  return {
    ...style,
    end: points.at(-1)?.x ?? 0,
    points(width, { from, to }) {
      const first = points.findIndex(({ x }) => x >= from);
      const last = points.findLastIndex(({ x }) => x <= to);
      const within = first === -1 ? [] : points.slice(Math.max(0, first - 1), last + 2);
      return thinnedPoints(within, Math.ceil(width));
    },
    at: (x) => (x === null ? points.at(-1) : nearest(points, x)) ?? null,
  };
}

/** A curve that is read up to `until` as `before` is; what is drawn of it stays its own. */
export function readBefore(curve: ChartSeries, before: ChartSeries, until: number): ChartSeries {
  return {
    ...curve,
    end: Math.max(curve.end, before.end),
    at: (x) => (x === null || x > until ? curve.at(x) : null) ?? before.at(x),
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
  const last = points.at(-1);
  if (last === undefined || x > last.x + (last.x - (points.at(-2)?.x ?? 0)) / 2) return undefined;
  return points[low];
}
