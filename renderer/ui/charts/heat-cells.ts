import { inkRamp, type Rgb } from '../digits/pixels';

/** Values of rows over columns; NaN where there is none. */
export interface HeatValues {
  readonly rows: number;
  readonly columns: number;
  at(row: number, column: number): number;
}

/**
 * The picture of values from 0 to `most`, one pixel high a row, as 32-bit pixels of an ImageData. There
 * are at most `width` pixels across: where more columns are to be shown, a pixel has the mean of its own.
 * Where there is no value it is transparent.
 */
export function heatPicture(
  values: HeatValues,
  most: number,
  width: number,
  colours: { readonly none: Rgb; readonly most: Rgb },
): { readonly width: number; readonly pixels: Uint32Array<ArrayBuffer> } {
  const across = Math.max(1, Math.min(values.columns, Math.floor(width)));
  const ramp = inkRamp(colours.none, colours.most);
  const pixels = new Uint32Array(across * values.rows);
  for (let row = 0; row < values.rows; row++) {
    for (let x = 0; x < across; x++) {
      const from = Math.floor((x * values.columns) / across);
      const to = Math.floor(((x + 1) * values.columns) / across);
      const value = meanOf(values, row, from, to);
      if (Number.isNaN(value)) continue;
      const level = most > 0 ? Math.round(Math.min(Math.max(value / most, 0), 1) * 255) : 0;
      pixels[row * across + x] = ramp[level]!;
    }
  }
  return { width: across, pixels };
}

/** Mean of a row's values in `from` .. `to` (exclusive); NaN if there is none. */
function meanOf(values: HeatValues, row: number, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let column = from; column < to; column++) {
    const value = values.at(row, column);
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** The largest value, rounded up to two digits, so that colours stay as they are while values change a little. */
export function roundMost(values: Iterable<number>): number {
  let most = 0;
  for (const value of values) if (value > most) most = value;
  if (most === 0) return 0;
  const unit = 10 ** (Math.floor(Math.log10(most)) - 1);
  return Number((Math.ceil(most / unit - 1e-9) * unit).toPrecision(2));
}
