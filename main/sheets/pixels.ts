import type { CheckpointId } from '../../shared/ids';
import type { SheetCells } from '../../shared/sheet-cells';
import { cellSize, type SheetLayout } from './layout';

/** What a sheet asks of the sampler. */
export interface SheetSampler {
  /** Gray levels [n, 784] of labels [n] and latents [n, z]. Rejects when the signal aborts. */
  decode(
    checkpoint: CheckpointId,
    labels: Uint8Array,
    latents: Float32Array,
    options?: { readonly signal?: AbortSignal },
  ): Promise<Uint8Array>;
}

export interface PixelOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the share of cells decoded so far, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Cells asked for at once: enough to keep the sampler busy, few enough to cancel soon. */
const cellsPerRequest = 1000;

/**
 * Decodes a sheet from top to bottom. Yields for each row of cells its 28 lines [28, width], gray
 * levels, enlarged sideways; each line is still to be shown `layout.scale` times.
 */
export async function* sheetBands(
  checkpoint: CheckpointId,
  cells: SheetCells,
  layout: SheetLayout,
  sampler: SheetSampler,
  { signal, onProgress }: PixelOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const { rows, columns, width, scale } = layout;
  const rowsPerRequest = Math.max(1, Math.floor(cellsPerRequest / columns));
  for (let row = 0; row < rows; row += rowsPerRequest) {
    signal?.throwIfAborted();
    const end = Math.min(rows, row + rowsPerRequest);
    const { labels, latents } = cells.inputs(row * columns, end * columns);
    const pixels = await sampler.decode(checkpoint, labels, latents, signal ? { signal } : {});
    const rowLength = columns * cellSize * cellSize;
    for (let offset = 0; offset < pixels.length; offset += rowLength) {
      yield band(pixels.subarray(offset, offset + rowLength), columns, width, scale);
    }
    onProgress?.(end / rows);
  }
}

/** Cells one after another [columns, 28, 28] to lines across all of them [28, width]. */
function band(pixels: Uint8Array, columns: number, width: number, scale: number): Uint8Array {
  const lines = new Uint8Array(cellSize * width);
  let from = 0;
  for (let column = 0; column < columns; column++) {
    for (let y = 0; y < cellSize; y++) {
      let to = y * width + column * cellSize * scale;
      for (let x = 0; x < cellSize; x++, to += scale) lines.fill(pixels[from++]!, to, to + scale);
    }
  }
  return lines;
}
