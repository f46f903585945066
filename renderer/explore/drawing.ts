import { imageSide, pixelCount } from '../../shared/images';

/** Side of the box that a digit's longer side fills, in pixels of the image. */
const boxSide = 20;
/** Ink that extends over less than this part of the paper is not enlarged further: a first dot stays a dot. */
const smallestExtent = 1 / 4;

/**
 * A drawing as MNIST would have it (LeCun et al. 1998, section III A; yann.lecun.com/exdb/mnist):
 * fitted into a box of 20 x 20 pixels with its aspect ratio kept, gray levels by averaging areas, and
 * moved so that its centre of mass is the centre of the 28 x 28 image. Unlike there, the move is not
 * rounded to whole pixels, and goes no further than keeps all ink in the image.
 *
 * @param ink 0 (paper) to 255 (ink) [side * side], row by row
 * @returns gray levels [784]; null for blank paper
 */
export function normalizeDrawing(ink: Uint8Array, side: number): Uint8Array | null {
  const bounds = boundsOf(ink, side);
  if (bounds === null) return null;
  const extent = Math.max(
    bounds.right - bounds.left,
    bounds.bottom - bounds.top,
    side * smallestExtent,
  );
  const step = extent / boxSide;
  const left = origin(bounds.massX, bounds.left, bounds.right, step);
  const top = origin(bounds.massY, bounds.top, bounds.bottom, step);
  return averageAreas(ink, side, left, top, step);
}

interface Bounds {
  readonly left: number;
  readonly top: number;
  /** One past the last column and row with ink. */
  readonly right: number;
  readonly bottom: number;
  /** The centre of mass. */
  readonly massX: number;
  readonly massY: number;
}

function boundsOf(ink: Uint8Array, side: number): Bounds | null {
  let [left, top, right, bottom] = [side, side, 0, 0];
  let [mass, momentX, momentY] = [0, 0, 0];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const level = ink[y * side + x]!;
      if (level === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      mass += level;
      momentX += level * (x + 0.5);
      momentY += level * (y + 0.5);
    }
  }
  if (mass === 0) return null;
  return { left, top, right, bottom, massX: momentX / mass, massY: momentY / mass };
}

/** Where the image begins on the paper, so that `mass` is at its centre and all of `from` to `to` in it. */
function origin(mass: number, from: number, to: number, step: number): number {
  return Math.min(from, Math.max(to - imageSide * step, mass - (imageSide / 2) * step));
}

/** The mean ink under each of the image's pixels, which are squares of `step` by `step` on the paper. */
function averageAreas(
  ink: Uint8Array,
  side: number,
  left: number,
  top: number,
  step: number,
): Uint8Array {
  const across = new Float32Array(side * imageSide);
  for (let column = 0; column < imageSide; column++) {
    for (const [x, share] of overlaps(left + column * step, step, side)) {
      for (let y = 0; y < side; y++) across[y * imageSide + column]! += share * ink[y * side + x]!;
    }
  }
  const sums = new Float32Array(pixelCount);
  for (let row = 0; row < imageSide; row++) {
    for (const [y, share] of overlaps(top + row * step, step, side)) {
      for (let column = 0; column < imageSide; column++) {
        sums[row * imageSide + column]! += share * across[y * imageSide + column]!;
      }
    }
  }
  return Uint8Array.from(sums, Math.round);
}

/** Which of the paper's pixels lie under a stretch of `length` from `from`, each with its share of it. */
function overlaps(from: number, length: number, side: number): (readonly [number, number])[] {
  const parts: (readonly [number, number])[] = [];
  const end = Math.min(side, Math.ceil(from + length));
  for (let at = Math.max(0, Math.floor(from)); at < end; at++) {
    const overlap = Math.min(at + 1, from + length) - Math.max(at, from);
    if (overlap > 0) parts.push([at, overlap / length]);
  }
  return parts;
}
