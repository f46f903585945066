import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import type { SheetProvenance } from '../../sheets/provenance';

/** Gray levels [height, width] of a picture. */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  readonly levels: Uint8Array;
}

/** Between these mean gray levels lie sheets of handwriting; white or black ones do not. */
const inked = { from: 5, to: 150 };

/**
 * Whether a sheet's file holds what the window showed, each pixel `scale` times as large, and what its
 * provenance says. Throws otherwise. Returns the mean gray level.
 *
 * @param png the file, decoded by a library that had no part in writing it
 */
export function checkSheet(
  png: Uint8Array,
  provenance: SheetProvenance,
  shown: GrayPicture,
): number {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  const levels = Uint8Array.from({ length: width * height }, (_, pixel) => data[4 * pixel]!);
  const { scale } = provenance.recipe.style;
  if (width !== shown.width * scale || height !== shown.height * scale) {
    throw new Error(
      `The sheet has ${width} x ${height} pixels; shown were ${shown.width} x ${shown.height}, to be enlarged ${scale} times.`,
    );
  }
  const different = levels.findIndex((level, pixel) => {
    const x = Math.floor((pixel % width) / scale);
    const y = Math.floor(pixel / width / scale);
    return level !== shown.levels[y * shown.width + x];
  });
  if (different !== -1) {
    throw new Error(`Pixel ${different} of the sheet is not what the window showed.`);
  }
  if (createHash('sha256').update(levels).digest('hex') !== provenance.pixels.sha256) {
    throw new Error("The sheet's provenance has the SHA-256 of other pixels.");
  }
  const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  if (mean < inked.from || mean > inked.to) {
    throw new Error(`The sheet's mean gray level is ${mean.toFixed(1)}: those are no digits.`);
  }
  return mean;
}
