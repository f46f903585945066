/** What is chosen in a list, and where the person is in it. Ids are of the list's rows. */
export interface Selection<Id> {
  readonly chosen: ReadonlySet<Id>;
  /** Where the focus is. */
  readonly active: Id | null;
  /** Where a range begins. */
  readonly anchor: Id | null;
}

export const nothingChosen: Selection<never> = { chosen: new Set(), active: null, anchor: null };

/** A plain click or arrow key: this row alone. */
export function choose<Id>(id: Id): Selection<Id> {
  return { chosen: new Set([id]), active: id, anchor: id };
}

/** Ctrl and click, or Space: adds the row or takes it off. */
export function toggle<Id>(selection: Selection<Id>, id: Id): Selection<Id> {
  const chosen = new Set(selection.chosen);
  if (!chosen.delete(id)) chosen.add(id);
  return { chosen, active: id, anchor: id };
}

/** Shift and click or arrow key: all from the anchor to this row, in the order of `ids`. */
export function extend<Id>(selection: Selection<Id>, ids: readonly Id[], id: Id): Selection<Id> {
  const anchor = selection.anchor ?? id;
  const ends = [Math.max(0, ids.indexOf(anchor)), ids.indexOf(id)].sort((a, b) => a - b);
  const chosen = new Set(ids.slice(ends[0], ends[1]! + 1));
  return { chosen, active: id, anchor };
}

/** Moves the focus alone, as Ctrl and an arrow key do. */
export function moveTo<Id>(selection: Selection<Id>, id: Id): Selection<Id> {
  return { ...selection, active: id };
}
