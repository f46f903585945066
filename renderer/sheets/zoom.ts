/**
 * How large a sheet is shown, as device pixels to each pixel of a digit. Whole numbers keep every pixel as large
 * as the next; below 1, halves of halves show sheets that are larger than the window.
 */
export const zoomSteps: readonly number[] = [
  1 / 32,
  1 / 16,
  1 / 8,
  1 / 4,
  1 / 2,
  ...Array.from({ length: 16 }, (_, index) => index + 1),
  20,
  24,
  32,
];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest step at which a sheet of `scale` pixels a digit's pixel fits into `room`, both in device pixels. */
export function fittingStep(sheet: Size, scale: number, room: Size, largest: number): number {
  const fits = (step: number): boolean =>
    (sheet.width / scale) * step <= room.width && (sheet.height / scale) * step <= room.height;
  return zoomSteps.findLast((step) => step <= largest && fits(step)) ?? zoomSteps[0]!;
}

/** The next step up or down; the same at an end. */
export function neighbourStep(step: number, direction: 1 | -1): number {
  const next =
    direction === 1
      ? zoomSteps.find((each) => each > step)
      : zoomSteps.findLast((each) => each < step);
  return next ?? step;
}
