import { imageSide } from '../../shared/images';

/** Space between the digit and the labels, and around each label, in device pixels. */
const gap = 16;
const aroundLabel = 36;
const labelRows = 5;
const largest = 20;

/**
 * Device pixels to a pixel, whole numbers, of the digit at hand and of those in two columns of five
 * beside it: as large as fit into `width` by `height` device pixels.
 */
export function handScales(width: number, height: number): { digit: number; label: number } {
  for (let digit = largest; digit > 1; digit--) {
    const side = digit * imageSide;
    const label = Math.max(1, Math.floor((side / labelRows - 8) / imageSide));
    const needed = side + gap + 2 * (label * imageSide + aroundLabel);
    if (needed <= width && side <= height) return { digit, label };
  }
  return { digit: 1, label: 1 };
}
