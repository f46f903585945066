import type { ChartSeries } from './chart-series';

/** A curve's value at the x that is being read. */
export interface Reading {
  readonly label: string;
  readonly colour: `--${string}`;
  readonly value: string;
  /** Where it was measured; null where there is none. */
  readonly x: number | null;
}

/** The curves that are read: those that others are drawn in front of say the same less clearly. */
export function readCurves(series: readonly ChartSeries[]): readonly ChartSeries[] {
  return series.filter(({ look, end }) => look !== 'trace' && look !== 'before' && end > 0);
}

/** The values of all curves at `x`, or the last ones for null. */
export function readingsAt(
  x: number | null,
  curves: readonly ChartSeries[],
  formatY: (y: number) => string,
): readonly Reading[] {
  return curves.map((curve) => {
    const point = curve.at(x);
    return {
      label: curve.label,
      colour: curve.colour,
      value: point === null ? '–' : formatY(point.y),
      x: point?.x ?? null,
    };
  });
}

/** Where values are read, and of those that were measured elsewhere where that was: `epoch 3.13 · Test of epoch 3`. */
export function whereRead(
  x: number,
  readings: readonly Reading[],
  formatX: (x: number) => string,
): string {
  const where = formatX(x);
  const elsewhere = readings.flatMap(({ label, x: at }) => {
    const words = at === null ? where : formatX(at);
    return words === where ? [] : [`${label} of ${words}`];
  });
  return [where, ...elsewhere].join(' · ');
}

/** The x of the value nearest to `x`; `x` itself where no curve has any. */
export function nearestValue(x: number, curves: readonly ChartSeries[]): number {
  const places = curves.flatMap((curve) => curve.at(x)?.x ?? []);
  return places.reduce((a, b) => (Math.abs(b - x) < Math.abs(a - x) ? b : a), places[0] ?? x);
}
