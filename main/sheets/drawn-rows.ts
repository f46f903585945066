import { drawCells, type DrawOptions, type SheetSampler } from '../../shared/sheets/draw-cells';
import type { SheetPlan } from '../../shared/sheets/plan';
import type { DrawnRows } from './raster/bands';

export interface WorkOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with the share of cells drawn so far, 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/** Cells asked for at once: enough to keep the sampler busy, few enough to cancel soon. */
const cellsPerRequest = 1000;

/** Draws a sheet from top to bottom, some rows at a time, always a request ahead of who takes them. */
export async function* drawnRows(
  plan: SheetPlan,
  sampler: SheetSampler,
  { signal, onProgress, idOf }: WorkOptions & DrawOptions,
): AsyncGenerator<DrawnRows, void, undefined> {
  const perRequest = Math.max(1, Math.floor(cellsPerRequest / plan.columns));
  const draw = (from: number): Promise<Uint8Array> | null => {
    if (from >= plan.rows) return null;
    signal?.throwIfAborted();
    const levels = drawCells(plan, from, Math.min(plan.rows, from + perRequest), sampler, {
      idOf,
      signal,
    });
    // Thrown where it is awaited, if anybody still waits for it.
    levels.catch(() => undefined);
    return levels;
  };
  let next = draw(0);
  for (let from = 0; next !== null; from += perRequest) {
    const levels = await next;
    next = draw(from + perRequest);
    onProgress?.(Math.min(plan.rows, from + perRequest) / plan.rows);
    yield { from, levels };
  }
}
