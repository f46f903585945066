import type { Rgb } from '../../../shared/sheets/palette';

/** A shape of one colour somewhere on a page. */
export interface Patch {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** How much of each pixel it covers, 0 to 255: [height, width]. */
  readonly coverage: Uint8Array;
  readonly colour: Rgb;
}
