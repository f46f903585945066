/** Where a small curve runs: `d` of an SVG path in a box of that size, lowest value at the bottom. */
export function sparkline(values: ArrayLike<number>, width: number, height: number): string {
  const finite = Array.from(values).filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const step = width / Math.max(1, values.length - 1);
  const y = (value: number) =>
    high > low ? height * (1 - (value - low) / (high - low)) : height / 2;
  let pen = 'M';
  return Array.from(values, (value, index) => {
    if (!Number.isFinite(value)) {
      pen = 'M';
      return '';
    }
    const point = `${pen}${round(index * step)} ${round(y(value))}`;
    pen = 'L';
    return point;
  }).join('');
}

const round = (length: number): number => Math.round(length * 10) / 10;
