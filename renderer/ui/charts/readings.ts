import type { ChartSeries } from './chart-series';

/** A curve's value at the x that is being read. */
export interface Reading {
  readonly label: string;
  readonly colour: `--${string}`;
  readonly value: string;
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
    const value = curve.at(x ?? Infinity);
    return {
      label: curve.label,
      colour: curve.colour,
      value: value === null ? '–' : formatY(value),
    };
  });
}
