import { standardNormals } from '../../shared/random';

/**
 * Latents [rows * columns, z] of tiles, row by row: `columns` draws from the prior that all rows share, or one for
 * each tile. The same seed and z give the same draws in every run, and those of the sheet that is made of them.
 */
export function tileLatents(
  seed: number,
  rows: number,
  columns: number,
  z: number,
  isShared: boolean,
): Float32Array {
  const draws = standardNormals(seed, (isShared ? columns : columns * rows) * z);
  const latents = new Float32Array(rows * columns * z);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const draw = isShared ? column : column * rows + row;
      latents.set(draws.subarray(draw * z, (draw + 1) * z), (row * columns + column) * z);
    }
  }
  return latents;
}
