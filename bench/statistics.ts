/** The middle value; of an even number of values, the mean of the two in the middle. */
export const median = (values: readonly number[]): number => percentile(values, 50);

/**
 * The value below which `percent` of the values lie, interpolated linearly between the two nearest
 * (Hyndman and Fan 1996, definition 7). Throws when there are no values.
 */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('There are no values to take a percentile of.');
  const sorted = values.toSorted((a, b) => a - b);
  const place = ((sorted.length - 1) * percent) / 100;
  const below = sorted[Math.floor(place)]!;
  const above = sorted[Math.ceil(place)]!;
  return below + (above - below) * (place - Math.floor(place));
}
