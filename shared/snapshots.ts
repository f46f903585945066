import { standardNormals } from './random';

/**
 * A snapshot is taken after every epoch: the same latents under the same labels each time, and in
 * every run of the same latent size, so that what changes between two of them is the model alone.
 *
 * Its images are `styles` rows of one column a class. A row shares one latent. Without labels, each
 * cell has a latent of its own. With quadrants, each column completes one fixed test image, each cell
 * by a draw of its own.
 */
export const snapshotStyles = 8;

/** Columns of a snapshot for a model that is not conditioned on labels. */
export const snapshotColumns = 10;

/** Of the standard normals that the latents of a snapshot are. */
export const snapshotSeed = 0x5eed;

export interface Snapshot {
  readonly epoch: number;
  readonly rows: number;
  readonly columns: number;
  /** Gray levels, row by row of cells, each cell 28 x 28: [rows * columns * 784]. */
  readonly pixels: Uint8Array;
}

/** Latents of a snapshot's cells [cells, z], row by row; one shared by each row of labels if `byLabel`. */
export function snapshotLatents(columns: number, z: number, byLabel: boolean): Float32Array {
  const cells = snapshotStyles * columns;
  if (!byLabel) return standardNormals(snapshotSeed, cells * z);
  const styles = standardNormals(snapshotSeed, snapshotStyles * z);
  const latents = new Float32Array(cells * z);
  for (let cell = 0; cell < cells; cell++) {
    const row = Math.floor(cell / columns);
    latents.set(styles.subarray(row * z, (row + 1) * z), cell * z);
  }
  return latents;
}
