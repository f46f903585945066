import type { Stretch } from './chart-series';
import type { Point } from './dense-series';

/** What the vertical axis takes in: all but how the curves began, everything, or everything on a log axis. */
export const axisScales = ['fit', 'full', 'log'] as const;
export type AxisScale = (typeof axisScales)[number];

export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

/** Losses fall steeply at first; this share of what is shown would otherwise flatten all the rest. */
const beginning = 0.1;
/** Of a curve that ends before the others have settled, this share is shown at least. */
const leastEnd = 0.25;

/**
 * The range of values to show of a stretch of curves that begin at `start`, with a margin. Log axes take
 * in positive values only. Null when there is nothing to show.
 */
export function valueRange(
  curves: readonly (readonly Point[])[],
  scale: AxisScale,
  stretch: Stretch,
  start: number,
): ValueRange | null {
  const { from, to } = stretch;
  const isBeginning = scale === 'fit' && from <= start;
  const settled = isBeginning ? from + (to - from) * beginning : from;
  const found =
    extremes(curves, stretch, scale === 'log', settled)
    ?? extremes(curves, stretch, false)
    // Between two points that are far apart there are none.
    ?? extremes(curves, { from: -Infinity, to: Infinity }, false);
  if (found === null) return null;
  const { min, max } = found;
  if (scale === 'log' && min > 0)
    return { min: twoDigits(min, Math.floor), max: twoDigits(max, Math.ceil) };
  const margin = max > min ? (max - min) * 0.05 : Math.max(Math.abs(max) * 0.05, 0.5);
  return roundedOut(min - margin, max + margin);
}

/** To a hundredth to a tenth of the range, so that the axis stays as it is while a curve grows. */
function roundedOut(min: number, max: number): ValueRange {
  const unit = 10 ** (Math.floor(Math.log10(max - min)) - 1);
  const rounded = (value: number): number => Number((value * unit).toPrecision(12));
  return { min: rounded(Math.floor(min / unit)), max: rounded(Math.ceil(max / unit)) };
}

/** A log axis labels its ends: they are to be short numbers. */
function twoDigits(value: number, round: (value: number) => number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1);
  return Number((round(value / unit) * unit).toPrecision(3));
}

/** Of the values at `settled` and later, and of the end of curves that do not come as far. */
function extremes(
  curves: readonly (readonly Point[])[],
  { from, to }: Stretch,
  positive: boolean,
  settled = from,
): ValueRange | null {
  let min = Infinity;
  let max = -Infinity;
  for (const curve of curves) {
    const first = curve.find(({ x }) => x >= from)?.x ?? from;
    const last = curve.findLast(({ x }) => x <= to)?.x ?? to;
    const shown = Math.min(settled, last - (last - first) * leastEnd);
    for (const { x, y } of curve) {
      if (x < shown || x < from || x > to || !Number.isFinite(y) || (positive && y <= 0)) continue;
      if (y < min) min = y;
      if (y > max) max = y;
    }
  }
  return min > max ? null : { min, max };
}

/** Characters of a number beside the y axis. */
const mostCharacters = 6;

/** What is written for a value of the y axis: the usual text or, where it would be cut off, e.g. `2e8`. */
export function fitting(usual: string, value: number): string {
  if (usual.length <= mostCharacters) return usual;
  const [digits, power] = value.toExponential(1).split('e');
  return `${Number(digits)}e${Number(power)}`;
}
