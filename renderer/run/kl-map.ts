import type { EpochMetrics } from '../../shared/metrics';
import type { HeatValues } from '../ui/charts/heat-cells';
import type { Stretch } from '../ui/charts/chart-series';

/** By its number, or by the KL that it has after the last epoch, largest first. */
export const dimensionOrders = ['number', 'kl'] as const;
export type DimensionOrder = (typeof dimensionOrders)[number];

/** Latent dimensions from top to bottom. */
export function orderDimensions(
  order: DimensionOrder,
  last: EpochMetrics | undefined,
): readonly number[] {
  const kl = last?.klPerDimension ?? new Float32Array();
  const numbers = Array.from(kl, (_, dimension) => dimension);
  return order === 'number' ? numbers : numbers.sort((a, b) => kl[b]! - kl[a]! || a - b);
}

/** KL of each dimension over some epochs; the column of an epoch reaches from where it began to its end. */
export interface KlMap {
  readonly values: HeatValues;
  /** What of the x axis the columns take. */
  readonly stretch: Stretch;
}

/** The epochs within a stretch of those that were measured, given ascending; null when there is none. */
export function klMap(
  metrics: readonly EpochMetrics[],
  dimensions: readonly number[],
  shown: Stretch,
): KlMap | null {
  const measured = metrics.filter(({ epoch }) => epoch > shown.from && epoch - 1 < shown.to);
  const [first, last] = [measured[0], measured.at(-1)];
  if (first === undefined || last === undefined) return null;
  const columns: Float32Array[] = [];
  for (const { epoch, klPerDimension } of measured) columns[epoch - first.epoch] = klPerDimension;
  return {
    stretch: { from: first.epoch - 1, to: last.epoch },
    values: {
      rows: dimensions.length,
      columns: last.epoch - first.epoch + 1,
      at: (row, column) => columns[column]?.[dimensions[row]!] ?? NaN,
    },
  };
}

/** All values as CSV: a row an epoch, a column a dimension, in nats. */
export function klCsv(metrics: readonly EpochMetrics[]): string {
  const head = Array.from(
    metrics[0]?.klPerDimension ?? [],
    (_, dimension) => `kl_z${dimension + 1}`,
  );
  const rows = metrics.map(({ epoch, activeUnits, klPerDimension }) =>
    [epoch, activeUnits, ...klPerDimension].join(','),
  );
  return [['epoch', 'active_units', ...head].join(','), ...rows, ''].join('\n');
}
