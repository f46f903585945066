import type { Stretch } from './chart-series';
import { shiftTo, zoomBy } from './zoom';

/** What a person looks at of a chart. */
export interface ChartSight {
  /** x that is being read; null reads the last values. */
  readonly cursor: number | null;
  /** What of the x axis is shown; null is all of it. */
  readonly zoom: Stretch | null;
}

/** Keys that move the cursor, and by what of the stretch that is shown. */
const moves: Readonly<Record<string, number>> = {
  ArrowLeft: -0.01,
  ArrowRight: 0.01,
  PageDown: -0.1,
  PageUp: 0.1,
  Home: -Infinity,
  End: Infinity,
};

/**
 * What a key does: arrows, PageUp, PageDown, Home and End move the cursor, plus and minus zoom around it,
 * F shows all, Escape ends reading and then zooming. Null for a key that does nothing here.
 *
 * @param last x of the last value: where reading begins.
 */
export function afterKey(
  key: string,
  sight: ChartSight,
  whole: Stretch,
  last: number,
): ChartSight | null {
  const shown = sight.zoom ?? whole;
  const within = (x: number, { from, to }: Stretch): number => Math.min(Math.max(x, from), to);
  const cursor = sight.cursor ?? within(last, shown);
  const move = moves[key];
  if (move !== undefined) {
    const x = within(cursor + move * (shown.to - shown.from), whole);
    return { cursor: x, zoom: sight.zoom === null ? null : shiftTo(x, shown, whole) };
  }
  switch (key) {
    case '+':
    case '=':
      return { ...sight, zoom: zoomBy(0.5, cursor, shown, whole) };
    case '-':
      return { ...sight, zoom: zoomBy(2, cursor, shown, whole) };
    case 'f':
    case 'F':
      return { ...sight, zoom: null };
    case 'Escape':
      if (sight.cursor === null && sight.zoom === null) return null;
      return { cursor: null, zoom: sight.cursor === null ? null : sight.zoom };
    default:
      return null;
  }
}
