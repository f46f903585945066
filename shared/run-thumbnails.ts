import type { RunId } from './ids';

/** Digits of a thumbnail's strip; of a dataset with more classes, the first. */
export const stripDigits = 10;

/** Thumbnails that can be asked for at once. */
export const mostThumbnails = 64;

/** Points of a thumbnail's curve at most. */
export const thumbnailLosses = 64;

/** What a row of the table of runs shows of a run at a glance. */
export interface RunThumbnail {
  readonly run: RunId;
  /** The epoch of the digits; null when there is no snapshot. */
  readonly epoch: number | null;
  /** Gray levels of the first row of the last snapshot: [up to stripDigits, 784]. */
  readonly digits: Uint8Array;
  /** Test loss after each epoch, or means of neighbouring epochs where there are more than fit: nats an image. */
  readonly losses: Float32Array;
}
