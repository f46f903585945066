import { createHash } from 'node:crypto';
import type { SheetPlan } from '../../shared/sheets/plan';
import type { DifferingCell, SheetDifferences } from '../../shared/sheets/service';
import type { Band, Channels } from './raster/bands';

/** Cells that are listed. */
const mostListed = 100;

export interface Comparison {
  readonly differences: SheetDifferences;
  /** SHA-256 in hex of each picture's pixels. */
  readonly sha256: { readonly file: string; readonly again: string };
}

/** Compares a picture's lines with those that were made again, of the same size. */
export async function comparePictures(
  plan: SheetPlan,
  channels: Channels,
  file: AsyncGenerator<Uint8Array, void, undefined>,
  again: AsyncIterable<Band>,
): Promise<Comparison> {
  const differing = new Differing(plan, channels);
  const hashes = { file: createHash('sha256'), again: createHash('sha256') };
  let y = 0;
  try {
    for await (const made of eachLine(again, plan.width * channels)) {
      const { value: line, done } = await file.next();
      if (done === true) throw new RangeError('The pictures have different sizes.');
      hashes.file.update(line);
      hashes.again.update(made);
      differing.compare(line, made, y++);
    }
    // What comes after the last line is the file's damage, which reading on finds.
    await file.next();
  } finally {
    await file.return();
  }
  return {
    differences: differing.result(),
    sha256: { file: hashes.file.digest('hex'), again: hashes.again.digest('hex') },
  };
}

async function* eachLine(bands: AsyncIterable<Band>, length: number): AsyncGenerator<Uint8Array> {
  for await (const { lines, repeat } of bands) {
    for (let from = 0; from < lines.length; from += length) {
      const line = lines.subarray(from, from + length);
      for (let copy = 0; copy < repeat; copy++) yield line;
    }
  }
}

/** Counts pixels that differ, by cell. */
class Differing {
  readonly #plan: SheetPlan;
  readonly #channels: Channels;
  readonly #cells = new Map<number, { pixels: number; most: number }>();
  #pixels = 0;
  #outside = 0;
  #most = 0;

  constructor(plan: SheetPlan, channels: Channels) {
    this.#plan = plan;
    this.#channels = channels;
  }

  compare(line: Uint8Array, made: Uint8Array, y: number): void {
    if (Buffer.compare(line, made) === 0) return;
    for (let x = 0; x < this.#plan.width; x++) {
      let most = 0;
      for (let at = x * this.#channels; at < (x + 1) * this.#channels; at++) {
        most = Math.max(most, Math.abs(line[at]! - made[at]!));
      }
      if (most > 0) this.#count(x, y, most);
    }
  }

  result(): SheetDifferences {
    const { columns, width, height } = this.#plan;
    const cells = [...this.#cells.entries()].sort(([a], [b]) => a - b);
    return {
      pixels: this.#pixels,
      of: width * height,
      most: this.#most,
      cellCount: cells.length,
      cells: cells.slice(0, mostListed).map(([index, cell]): DifferingCell => ({
        row: Math.floor(index / columns),
        column: index % columns,
        ...cell,
      })),
      outside: this.#outside,
    };
  }

  #count(x: number, y: number, most: number): void {
    this.#pixels++;
    this.#most = Math.max(this.#most, most);
    const index = this.#cellAt(x, y);
    if (index === null) {
      this.#outside++;
      return;
    }
    const cell = this.#cells.get(index) ?? { pixels: 0, most: 0 };
    cell.pixels++;
    cell.most = Math.max(cell.most, most);
    this.#cells.set(index, cell);
  }

  /** Null beside the cells. */
  #cellAt(x: number, y: number): number | null {
    const { grid, rows, columns } = this.#plan;
    const column = Math.floor((x - grid.x) / grid.pitch);
    const row = Math.floor((y - grid.y) / grid.pitch);
    const isInside =
      column >= 0
      && column < columns
      && row >= 0
      && row < rows
      && x - grid.x - column * grid.pitch < grid.cell
      && y - grid.y - row * grid.pitch < grid.cell;
    return isInside ? row * columns + column : null;
  }
}
