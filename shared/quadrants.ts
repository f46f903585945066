/** Which quadrants of an image a model is shown that completes images. */

export interface Quadrant {
  readonly isTop: boolean;
  readonly isLeft: boolean;
}

export const quadrants: readonly Quadrant[] = [
  { isTop: true, isLeft: true },
  { isTop: true, isLeft: false },
  { isTop: false, isLeft: true },
  { isTop: false, isLeft: false },
];

/** Of `seen` quadrants: bottom left, then top left as well, then all but bottom right; the order of Pyro's example. */
export function isQuadrantSeen(seen: 0 | 1 | 2 | 3, { isTop, isLeft }: Quadrant): boolean {
  return isLeft ? seen >= (isTop ? 2 : 1) : isTop && seen >= 3;
}
