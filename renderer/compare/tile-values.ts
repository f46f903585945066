import { pixelCount } from '../../shared/images';
import type { Reconstructions } from '../../shared/sampler-protocol';
import type { Snapshot } from '../../shared/snapshots';

/** Numbers and pixels of tiles. Pure. */

export type ImageNats = Omit<Reconstructions, 'pixels'>;

/** Mean absolute difference of each image's pixels, 0..1: [n] of gray levels [n, 784]. */
export function absoluteDifferences(originals: Uint8Array, others: Uint8Array): Float32Array {
  return Float32Array.from({ length: originals.length / pixelCount }, (_, image) => {
    let sum = 0;
    for (let i = image * pixelCount; i < (image + 1) * pixelCount; i++) {
      sum += Math.abs(originals[i]! - others[i]!);
    }
    return sum / (255 * pixelCount);
  });
}

/** Nats of each image: reconstruction and KL, the bound's two terms; without a KL the reconstruction alone. [n] */
export function imageLosses({ reconstruction, kl }: ImageNats): Float32Array {
  return kl === null ? reconstruction : reconstruction.map((nats, image) => nats + kl[image]!);
}

/** Of losses [n] of several runs: which run, counted from 0, has the least for each image, [n]. The first of equals. */
export function bestRuns(losses: readonly (Float32Array | null)[]): Uint8Array {
  const count = losses.find((each) => each !== null)?.length ?? 0;
  const lossOf = (run: number, image: number): number => losses[run]?.[image] ?? Infinity;
  return Uint8Array.from({ length: count }, (_, image) =>
    losses.reduce((best, __, run) => (lossOf(run, image) < lossOf(best, image) ? run : best), 0),
  );
}

/** What second images have more than first ones, from 1 (less by all) over 128 (as much) to 255: [n, 784]. */
export function signedLevels(first: Uint8Array, second: Uint8Array): Uint8Array {
  return first.map((level, i) => 128 + Math.round(((second[i]! - level) * 127) / 255));
}

export function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The styles of a snapshot as `columns` and its columns, a label each, as rows: gray levels [rows * columns, 784]. */
export function snapshotTiles(
  snapshot: Snapshot,
  labels: readonly number[],
  columns: number,
): Uint8Array {
  const tiles = new Uint8Array(labels.length * columns * pixelCount);
  labels.forEach((label, row) => {
    if (label < 0 || label >= snapshot.columns) return;
    for (let column = 0; column < Math.min(columns, snapshot.rows); column++) {
      const cell = (column * snapshot.columns + label) * pixelCount;
      const pixels = snapshot.pixels.subarray(cell, cell + pixelCount);
      tiles.set(pixels, (row * columns + column) * pixelCount);
    }
  });
  return tiles;
}
