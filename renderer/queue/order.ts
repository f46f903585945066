import type { RunId } from '../../shared/ids';

/** Where to move runs that are queued: a step, or all the way. */
export type Move = 'front' | 'up' | 'down' | 'end';

/**
 * The run in front of which the moving ones come, null for the end. Runs that are apart come together, at
 * the first of them when they go up, at the last when they go down.
 */
export function destinationOf(
  order: readonly RunId[],
  moving: ReadonlySet<RunId>,
  move: Move,
): RunId | null {
  const others = order.filter((run) => !moving.has(run));
  const othersBefore = (index: number): number =>
    order.slice(0, index).filter((run) => !moving.has(run)).length;
  switch (move) {
    case 'front':
      return others[0] ?? null;
    case 'up':
      return (
        others[Math.max(0, othersBefore(order.findIndex((run) => moving.has(run))) - 1)] ?? null
      );
    case 'down':
      return others[othersBefore(order.findLastIndex((run) => moving.has(run))) + 1] ?? null;
    case 'end':
      return null;
  }
}

/** The run in front of which runs come that are dropped in front of the row at `index`; null for the end. */
export function runAtGap(
  order: readonly RunId[],
  moving: ReadonlySet<RunId>,
  index: number,
): RunId | null {
  return order.slice(index).find((run) => !moving.has(run)) ?? null;
}

/** The order with the moving runs in front of `before`, in the order they have. */
export function withMoved(
  order: readonly RunId[],
  moving: ReadonlySet<RunId>,
  before: RunId | null,
): readonly RunId[] {
  const others = order.filter((run) => !moving.has(run));
  const place = before === null ? others.length : Math.max(0, others.indexOf(before));
  return others.toSpliced(place, 0, ...order.filter((run) => moving.has(run)));
}
