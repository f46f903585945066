import { imageSide } from '../../shared/images';

/** Labels that are all to be seen; of more, some rows are, and the others are scrolled to. */
export const mostAtOnce = 10;

/** Space between the digit and the labels, and around each label, in device pixels. */
const gap = 16;
const aroundLabel = 36;
const largest = 20;

/**
 * Device pixels to a pixel, whole numbers, of the digit at hand and of those beside it, one a class: up
 * to ten in two columns of five, more in three columns, of which seven rows are seen. As large as fit
 * into `width` by `height` device pixels.
 */
export function handScales(
  width: number,
  height: number,
  classes: number,
): { digit: number; label: number } {
  const [rows, columns] = classes > mostAtOnce ? [7, 3] : [5, 2];
  for (let digit = largest; digit > 1; digit--) {
    const side = digit * imageSide;
    const label = Math.max(1, Math.floor((side / rows - 8) / imageSide));
    const needed = side + gap + columns * (label * imageSide + aroundLabel);
    if (needed <= width && side <= height) return { digit, label };
  }
  return { digit: 1, label: 1 };
}
