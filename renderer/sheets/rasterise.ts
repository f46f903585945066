import { imageSide, pixelCount } from '../../shared/images';
import type { Rgb } from '../../shared/sheets/palette';
import { cellPlace, type SheetPlan } from '../../shared/sheets/plan';
import type { SheetPicture } from './sheet-preview.svelte';

/** What is looked at: a window of the enlarged sheet, in device pixels. */
export interface Sight {
  /** Of its top left corner in the sheet; negative where there is room beside it. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Device pixels to one of the sheet's. */
  readonly zoom: number;
}

const nowhere = -1;
/** In a cell, beside the digit. */
const ground = -2;

/** The colours of a sheet's cells, worked out once each: kept as long as its plan. */
const tonesOfPlans = new WeakMap<SheetPlan, CellTones>();

/** Draws what is in sight of a sheet without its texts: RGBA as in an ImageData, clear beside the sheet. */
export function rasterise(picture: SheetPicture, sight: Sight): Uint32Array<ArrayBuffer> {
  const { plan } = picture;
  const tones = tonesOfPlans.get(plan) ?? new CellTones(plan);
  tonesOfPlans.set(plan, tones);
  // Where pixels are left out, neighbours are averaged, or thin strokes would break.
  const samples = Math.min(4, Math.max(1, Math.round(1 / (sight.zoom * plan.scale))));
  const across = axis(sight.x, sight.width, samples, sight.zoom, plan, 'x');
  const down = axis(sight.y, sight.height, samples, sight.zoom, plan, 'y');
  const pixels = new Uint32Array(sight.width * sight.height);
  const line = new Uint32Array(sight.width * samples);
  const sums = new Uint32Array(sight.width * 3);
  for (let y = 0; y < sight.height; y++) {
    const to = pixels.subarray(y * sight.width, (y + 1) * sight.width);
    if (samples === 1) {
      drawLine(to, picture, tones, across, down, y);
      continue;
    }
    if (!down.isInside[y * samples]) continue;
    sums.fill(0);
    for (let sample = 0; sample < samples; sample++) {
      drawLine(line, picture, tones, across, down, y * samples + sample);
      for (let x = 0; x < line.length; x++) {
        const at = Math.floor(x / samples) * 3;
        const pixel = line[x]!;
        sums[at]! += pixel & 255;
        sums[at + 1]! += (pixel >> 8) & 255;
        sums[at + 2]! += (pixel >> 16) & 255;
      }
    }
    const of = samples * samples;
    for (let x = 0; x < sight.width; x++) {
      if (!across.isInside[x * samples]) continue;
      to[x] = packed([sums[x * 3]! / of, sums[x * 3 + 1]! / of, sums[x * 3 + 2]! / of]);
    }
  }
  return pixels;
}

/** Along one axis: which cell lies at each sample, and which of its digit's pixels. */
interface Axis {
  readonly isInside: Uint8Array;
  readonly cell: Int32Array;
  readonly digit: Int8Array;
}

function axis(
  from: number,
  length: number,
  samples: number,
  zoom: number,
  plan: SheetPlan,
  along: 'x' | 'y',
): Axis {
  const { grid, scale } = plan;
  const isAcross = along === 'x';
  const size = isAcross ? plan.width : plan.height;
  const cells = isAcross ? plan.columns : plan.rows;
  const begin = isAcross ? grid.x : grid.y;
  const inset = cellPlace(plan, 0, 0).digitX - grid.x;
  const count = length * samples;
  const isInside = new Uint8Array(count);
  const cell = new Int32Array(count).fill(nowhere);
  const digit = new Int8Array(count).fill(ground);
  for (let i = 0; i < count; i++) {
    const place = (from + (i + 0.5) / samples) / zoom;
    if (place < 0 || place >= size) continue;
    isInside[i] = 1;
    const index = Math.floor((place - begin) / grid.pitch);
    const within = place - begin - index * grid.pitch;
    if (index < 0 || index >= cells || within >= grid.cell) continue;
    cell[i] = index;
    const pixel = Math.floor((within - inset) / scale);
    if (pixel >= 0 && pixel < imageSide) digit[i] = pixel;
  }
  return { isInside, cell, digit };
}

function drawLine(
  to: Uint32Array,
  { plan, blocks, rowsPerBlock }: SheetPicture,
  tones: CellTones,
  across: Axis,
  down: Axis,
  y: number,
): void {
  if (!down.isInside[y]) {
    to.fill(0);
    return;
  }
  const row = down.cell[y]!;
  const digitRow = down.digit[y]!;
  const { background } = tones;
  const block = row === nowhere ? null : (blocks[Math.floor(row / rowsPerBlock)] ?? null);
  const rowStart = (row % rowsPerBlock) * plan.columns * pixelCount + digitRow * imageSide;
  for (let x = 0; x < to.length; x++) {
    const column = across.cell[x]!;
    if (row === nowhere || column === nowhere) {
      to[x] = across.isInside[x] ? background : 0;
      continue;
    }
    const tone = tones.of(row, column);
    const digitColumn = across.digit[x]!;
    if (tone === null) to[x] = background;
    else if (block === null || digitRow === ground || digitColumn === ground) to[x] = tone[0]!;
    else to[x] = tone[block[rowStart + column * pixelCount + digitColumn]!]!;
  }
}

/** The 256 tones of each cell's ink. */
class CellTones {
  readonly background: number;
  readonly #plan: SheetPlan;
  /** Number of the tone by cell, counted from 1; 0 where it is not worked out yet. */
  readonly #numbers: Uint16Array;
  readonly #tones: (Uint32Array | null)[] = [];
  readonly #known = new Map<string, number>();

  constructor(plan: SheetPlan) {
    this.#plan = plan;
    this.background = packed(plan.background);
    this.#numbers = new Uint16Array(plan.rows * plan.columns);
  }

  /** Null for a blank cell, which is a hole in the grid. */
  of(row: number, column: number): Uint32Array | null {
    const at = row * this.#plan.columns + column;
    if (this.#numbers[at] === 0) this.#numbers[at] = this.#find(row, column);
    return this.#tones[this.#numbers[at]! - 1]!;
  }

  #find(row: number, column: number): number {
    const plan = this.#plan;
    const source = plan.cell(row, column);
    const ink = source.kind === 'blank' ? null : plan.inkOf(source);
    const name = String(ink);
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const number = this.#tones.push(ink === null ? null : tonesOf(plan.ground, ink));
    this.#known.set(name, number);
    return number;
  }
}

function tonesOf(from: Rgb, to: Rgb): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, level) => {
    const mix = (part: 0 | 1 | 2): number => from[part] + ((to[part] - from[part]) * level) / 255;
    return packed([mix(0), mix(1), mix(2)]);
  });
}

/** Opaque, in the byte order of an ImageData on a little-endian machine. */
function packed([red, green, blue]: Rgb): number {
  const bytes = [red, green, blue].map(Math.round);
  return (0xff000000 | (bytes[2]! << 16) | (bytes[1]! << 8) | bytes[0]!) >>> 0;
}
