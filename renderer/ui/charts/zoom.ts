import type { Stretch } from './chart-series';

/** The smallest part of the whole x axis that can be looked at. */
const smallestShare = 1e-5;

/** From one x to another, in either order, within the whole; null when that is nothing, or all. */
export function zoomBetween(a: number, b: number, whole: Stretch): Stretch | null {
  return within({ from: Math.min(a, b), to: Math.max(a, b) }, whole);
}

/** `factor` times as much as is shown, with `around` staying where it is; null when that is all. */
export function zoomBy(
  factor: number,
  around: number,
  shown: Stretch,
  whole: Stretch,
): Stretch | null {
  const size = Math.max((shown.to - shown.from) * factor, (whole.to - whole.from) * smallestShare);
  const share = (around - shown.from) / (shown.to - shown.from);
  const from = around - share * size;
  return shiftInto({ from, to: from + size }, whole);
}

/** As much as is shown, `by` further to the right; it stops at the ends. */
export function shiftBy(by: number, shown: Stretch, whole: Stretch): Stretch | null {
  return shiftInto({ from: shown.from + by, to: shown.to + by }, whole);
}

/** What is shown, moved as little as brings `x` into it. */
export function shiftTo(x: number, shown: Stretch, whole: Stretch): Stretch | null {
  return shiftBy(Math.min(x - shown.from, 0) + Math.max(x - shown.to, 0), shown, whole);
}

function shiftInto({ from, to }: Stretch, whole: Stretch): Stretch | null {
  const by = Math.max(whole.from - from, 0) - Math.max(to - whole.to, 0);
  return within({ from: from + by, to: to + by }, whole);
}

function within({ from, to }: Stretch, whole: Stretch): Stretch | null {
  const clamped = { from: Math.max(from, whole.from), to: Math.min(to, whole.to) };
  const share = (clamped.to - clamped.from) / (whole.to - whole.from);
  return share >= smallestShare / 2 && share < 1 - 1e-9 ? clamped : null;
}
