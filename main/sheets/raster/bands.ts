import type { CellSource } from '../../../shared/sheets/contents/content-plan';
import { imageSide, pixelCount } from '../../../shared/images';
import type { SheetPlan } from '../../../shared/sheets/plan';
import { mixColours, type Rgb } from '../../../shared/sheets/palette';
import type { Patch } from './patch';
import { Patches } from './patches';

/** Lines of a picture from top to bottom. */
export interface Band {
  /** Whole lines [n, width, channels]. */
  readonly lines: Uint8Array;
  /** How many times each line is shown, one below the other. */
  readonly repeat: number;
}

/** Rows of cells that were drawn: gray levels [rows * columns, 784], as the models give them. */
export interface DrawnRows {
  readonly from: number;
  readonly levels: Uint8Array;
}

/** Bytes a pixel: 1 for gray, 3 for red, green and blue. */
export type Channels = 1 | 3;

export const channelsOf = ({ isColoured }: SheetPlan): Channels => (isColoured ? 3 : 1);

/** The plan of the digits alone, enlarged `scale` times: what SVG and PDF hold as a picture. */
export function digitsAlone(plan: SheetPlan, scale: number): SheetPlan {
  const scaled = (length: number): number => (length / plan.scale) * scale;
  const { width, height, pitch, cell } = plan.grid;
  const grid = {
    x: 0,
    y: 0,
    width: scaled(width),
    height: scaled(height),
    pitch: scaled(pitch),
    cell: scaled(cell),
  };
  return { ...plan, scale, width: grid.width, height: grid.height, grid, texts: [], swatches: [] };
}

/** Paints a sheet from top to bottom: `patches` over its ground, and the cells as their rows come. */
export async function* paintBands(
  plan: SheetPlan,
  rows: AsyncIterable<DrawnRows>,
  patches: readonly Patch[],
): AsyncGenerator<Band, void, undefined> {
  const { grid, height, scale } = plan;
  const painter = new LinePainter(plan, patches);
  yield* painter.empty(0, grid.y);
  const gap = (grid.pitch - grid.cell) / scale;
  const rowLength = plan.columns * pixelCount;
  for await (const { from, levels } of rows) {
    for (let row = from; (row - from) * rowLength < levels.length; row++) {
      const top = grid.y + row * grid.pitch;
      const cells = levels.subarray((row - from) * rowLength, (row - from + 1) * rowLength);
      yield* painter.cells(top, row, cells);
      if (row < plan.rows - 1 && gap > 0) yield* painter.empty(top + grid.cell, gap * scale);
    }
  }
  const bottom = grid.y + grid.height;
  yield* painter.empty(bottom, height - bottom);
}

class LinePainter {
  readonly #plan: SheetPlan;
  readonly #channels: Channels;
  readonly #patches: Patches;
  readonly #emptyLine: Uint8Array;
  /** Bytes of each of 256 levels in an ink. */
  readonly #tones = new Map<string, Uint8Array>();

  constructor(plan: SheetPlan, patches: readonly Patch[]) {
    this.#plan = plan;
    this.#channels = channelsOf(plan);
    this.#patches = new Patches(patches, plan.width, this.#channels);
    this.#emptyLine = new Uint8Array(plan.width * this.#channels);
    const background = plan.background.slice(0, this.#channels);
    for (let at = 0; at < this.#emptyLine.length; at += this.#channels) {
      this.#emptyLine.set(background, at);
    }
  }

  *empty(top: number, count: number): Generator<Band> {
    yield* this.#shown(top, this.#emptyLine, count);
  }

  /** A row of cells: gray levels [columns, 784]. */
  *cells(top: number, row: number, levels: Uint8Array): Generator<Band> {
    const { scale, grid, columns } = this.#plan;
    const cell = grid.cell / scale;
    const inset = Math.floor((cell - imageSide) / 2);
    const tones = Array.from({ length: columns }, (_, column) => this.#tone(row, column));
    for (let y = 0; y < cell; y++) {
      const line = this.#emptyLine.slice();
      for (const [column, tone] of tones.entries()) {
        if (tone === null) continue;
        const left = (grid.x + column * grid.pitch) * this.#channels;
        this.#fill(line, left, cell, tone, 0);
        const of = y - inset;
        if (of < 0 || of >= imageSide) continue;
        const digit = column * pixelCount + of * imageSide;
        this.#digitLine(line, left + inset * scale * this.#channels, levels, digit, tone);
      }
      yield* this.#shown(top + y * scale, line, scale);
    }
  }

  /** One line of a digit, enlarged sideways. */
  #digitLine(
    line: Uint8Array,
    left: number,
    levels: Uint8Array,
    from: number,
    tone: Uint8Array,
  ): void {
    const { scale } = this.#plan;
    if (this.#channels === 1 && scale === 1) {
      for (let x = 0; x < imageSide; x++) line[left + x] = tone[levels[from + x]!]!;
      return;
    }
    for (let x = 0; x < imageSide; x++) {
      this.#fill(line, left + x * scale * this.#channels, 1, tone, levels[from + x]!);
    }
  }

  /** So many enlarged pixels of one level. */
  #fill(line: Uint8Array, at: number, count: number, tone: Uint8Array, level: number): void {
    const end = at + count * this.#plan.scale * this.#channels;
    if (this.#channels === 1) {
      line.fill(tone[level]!, at, end);
      return;
    }
    for (let to = at; to < end; to += 3) {
      line[to] = tone[level * 3]!;
      line[to + 1] = tone[level * 3 + 1]!;
      line[to + 2] = tone[level * 3 + 2]!;
    }
  }

  /** A line shown `count` times, with what is patched over it at each place. */
  *#shown(top: number, line: Uint8Array, count: number): Generator<Band> {
    let y = top;
    const end = top + count;
    while (y < end) {
      const free = this.#patches.freeUntil(y, end);
      if (free > y) {
        yield { lines: line, repeat: free - y };
        y = free;
      } else {
        yield { lines: this.#patches.over(line, y), repeat: 1 };
        y++;
      }
    }
  }

  /** Null for a blank cell, which is a hole in the grid. */
  #tone(row: number, column: number): Uint8Array | null {
    const source = this.#plan.cell(row, column);
    return source.kind === 'blank' ? null : this.#toneOf(source);
  }

  #toneOf(source: CellSource): Uint8Array {
    const ink = this.#plan.inkOf(source);
    const key = ink.join();
    const known = this.#tones.get(key);
    if (known !== undefined) return known;
    const tone = toneTable(this.#plan.ground, ink, this.#channels);
    this.#tones.set(key, tone);
    return tone;
  }
}

/** The bytes of each level: [256, channels]. */
function toneTable(ground: Rgb, ink: Rgb, channels: Channels): Uint8Array {
  const table = new Uint8Array(256 * channels);
  for (let level = 0; level < 256; level++) {
    table.set(mixColours(ground, ink, level / 255).slice(0, channels), level * channels);
  }
  return table;
}
