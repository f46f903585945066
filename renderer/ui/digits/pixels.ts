import { imageSide, pixelCount } from '../../../shared/images';

/** Composing gray-level digits into one picture, coloured as ink on paper. Pure: no canvas, no DOM. */

export interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Reads a colour as the browser computes it: `rgb(21, 25, 29)`. Throws for any other notation. */
export function rgbOf(computed: string): Rgb {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed);
  if (parts === null) throw new Error(`"${computed}" is not an opaque rgb() colour.`);
  return { red: Number(parts[1]), green: Number(parts[2]), blue: Number(parts[3]) };
}

/**
 * The 256 colours from `paper` (gray level 0) to `ink` (255), opaque, as 32-bit pixels in the byte
 * order of an ImageData's buffer on a little-endian machine.
 */
export function inkRamp(paper: Rgb, ink: Rgb): Uint32Array {
  const mix = (from: number, to: number, level: number) =>
    Math.round(from + ((to - from) * level) / 255);
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const red = mix(paper.red, ink.red, level);
    const green = mix(paper.green, ink.green, level);
    const blue = mix(paper.blue, ink.blue, level);
    return (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0;
  });
}

/** The 256 colours from `low` (1 and below) over `middle` (128) to `high` (255), as `inkRamp` gives them. */
export function divergingRamp(low: Rgb, middle: Rgb, high: Rgb): Uint32Array {
  const [toLow, toHigh] = [inkRamp(middle, low), inkRamp(middle, high)];
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const distance = Math.min(255, Math.round((Math.abs(level - 128) * 255) / 127));
    return (level < 128 ? toLow : toHigh)[distance]!;
  });
}

/** Gray levels as they are in a file: 0 black, 255 white. */
export const grayRamp: Uint32Array = inkRamp(
  { red: 0, green: 0, blue: 0 },
  { red: 255, green: 255, blue: 255 },
);

/** Rows that `cells` gray-level digits take in a grid of `columns`. */
export function gridRows(cells: number, columns: number): number {
  return Math.ceil(cells / columns);
}

/**
 * Colours digits [cells, 784], laid out row by row in a grid of `columns`, into a picture of
 * [rows * 28, columns * 28] pixels. Cells that the last row lacks stay paper.
 */
export function composeDigits(
  digits: Uint8Array,
  columns: number,
  ramp: Uint32Array,
): Uint32Array<ArrayBuffer> {
  const cells = Math.floor(digits.length / pixelCount);
  const width = columns * imageSide;
  const picture = new Uint32Array(width * gridRows(cells, columns) * imageSide);
  if (cells % columns !== 0) picture.fill(ramp[0]!);
  for (let cell = 0; cell < cells; cell++) {
    const top = Math.floor(cell / columns) * imageSide;
    const left = (cell % columns) * imageSide;
    let from = cell * pixelCount;
    for (let y = 0; y < imageSide; y++) {
      let to = (top + y) * width + left;
      for (let x = 0; x < imageSide; x++) picture[to++] = ramp[digits[from++]!]!;
    }
  }
  return picture;
}

/**
 * How many device pixels wide a digit's pixel is drawn, so that `columns` digits fill `width` CSS
 * pixels as well as a whole number can: anything else would blur or draw uneven pixels.
 */
export function wholeScale(
  width: number,
  columns: number,
  devicePixelRatio: number,
  largest = Infinity,
): number {
  const fitting = Math.floor((width * devicePixelRatio) / (columns * imageSide));
  return Math.max(1, Math.min(fitting, Math.floor(largest * devicePixelRatio)));
}
