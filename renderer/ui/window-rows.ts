/** What a parent can ask of `VirtualRows`. */
export interface WindowedRows {
  /** Scrolls as little as brings the row into sight. */
  readonly scrollToRow: (index: number) => void;
  /** Whole rows that fit into the view: what Page Down moves by. */
  readonly rowsAPage: () => number;
}

/** Rows `from` up to, not including, `to`. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

/** The rows in sight, and `spare` more on either side so that a fast scroll shows no gap. Lengths in px. */
export function rowsInSight(
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
  rowCount: number,
  spare = 12,
): RowRange {
  const first = Math.floor(scrollTop / rowHeight) - spare;
  const last = Math.ceil((scrollTop + viewHeight) / rowHeight) + spare;
  const from = Math.min(Math.max(0, first), Math.max(0, rowCount - 1));
  return { from, to: Math.max(from, Math.min(rowCount, last)) };
}

/** Where to scroll so that a row is in sight: as little as possible. */
export function scrollTopFor(
  row: number,
  scrollTop: number,
  viewHeight: number,
  rowHeight: number,
): number {
  const top = row * rowHeight;
  if (top < scrollTop) return top;
  if (top + rowHeight > scrollTop + viewHeight) return top + rowHeight - viewHeight;
  return scrollTop;
}
