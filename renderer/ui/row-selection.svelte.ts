import { choose, extend, moveTo, nothingChosen, toggle, type Selection } from './selection';

/** What is chosen in a list whose rows come and go, and which row has the focus. */
export class RowSelection<Id> {
  readonly #rows: () => readonly { readonly id: Id }[];
  #selection = $state.raw<Selection<Id>>(nothingChosen);
  /** Where the active row was when it was chosen; what is there now takes its place when it goes. */
  #activeIndex = $state(0);

  /** Of the rows, in their order. */
  readonly ids = $derived.by(() => this.#rows().map(({ id }) => id));
  /** Index of the row that has the focus; -1 when there is none. */
  readonly active = $derived.by(() => {
    const found = this.#selection.active === null ? -1 : this.ids.indexOf(this.#selection.active);
    return found === -1 ? Math.min(this.#activeIndex, this.ids.length - 1) : found;
  });

  constructor(rows: () => readonly { readonly id: Id }[]) {
    this.#rows = rows;
  }

  /** Rows among these may be gone. */
  get chosen(): ReadonlySet<Id> {
    return this.#selection.chosen;
  }

  choose(id: Id): void {
    this.#set(choose(id));
  }

  toggle(id: Id): void {
    this.#set(toggle(this.#selection, id));
  }

  extend(id: Id): void {
    this.#set(extend(this.#selection, this.ids, id));
  }

  moveTo(id: Id): void {
    this.#set(moveTo(this.#selection, id));
  }

  chooseActive(): void {
    const active = this.ids[this.active];
    if (active !== undefined) this.choose(active);
  }

  chooseAll(): void {
    this.#set({ ...this.#selection, chosen: new Set(this.ids) });
  }

  chooseNone(): void {
    this.#set({ ...this.#selection, chosen: new Set() });
  }

  #set(selection: Selection<Id>): void {
    this.#selection = selection;
    const index = selection.active === null ? -1 : this.ids.indexOf(selection.active);
    if (index !== -1) this.#activeIndex = index;
  }
}
