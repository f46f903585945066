/** Pointer movement, in px, after which a press is a drag. */
const threshold = 4;
/** Within this many px of the list's ends it scrolls, by this many px a frame. */
const scrollZone = 32;
const scrollStep = 8;

export interface RowDragOptions {
  /** px. */
  readonly rowHeight: number;
  readonly rowCount: () => number;
  /** Called with the gap in which the rows were dropped: 0 is before the first row. */
  readonly drop: (gap: number) => void;
}

/** Drags rows of a scrolled list to another place with the pointer. */
export class RowDrag {
  readonly #options: RowDragOptions;
  #gap = $state<number | null>(null);
  #press: { readonly scroller: HTMLElement; readonly startY: number; y: number } | null = null;

  constructor(options: RowDragOptions) {
    this.#options = options;
  }

  /** Where the rows would be dropped; null while nothing is dragged. */
  get gap(): number | null {
    return this.#gap;
  }

  /** Begins with a press on a row in `scroller`, which holds the rows in a `rowgroup`. */
  press(event: PointerEvent, scroller: HTMLElement): void {
    this.#press = { scroller, startY: event.clientY, y: event.clientY };
  }

  move(event: PointerEvent): void {
    const press = this.#press;
    if (press === null) return;
    press.y = event.clientY;
    if (this.#gap === null && Math.abs(press.y - press.startY) < threshold) return;
    if (this.#gap === null) {
      press.scroller.setPointerCapture(event.pointerId);
      requestAnimationFrame(() => this.#scroll());
    }
    this.#gap = this.#gapAt(press);
  }

  /** Ends the press; returns whether it was a drag. */
  release(): boolean {
    const gap = this.#gap;
    this.cancel();
    if (gap === null) return false;
    this.#options.drop(gap);
    return true;
  }

  cancel(): void {
    this.#press = null;
    this.#gap = null;
  }

  #gapAt({ scroller, y }: { readonly scroller: HTMLElement; readonly y: number }): number {
    const top = scroller.querySelector('[role="rowgroup"]')?.getBoundingClientRect().top ?? 0;
    const gap = Math.round((y - top) / this.#options.rowHeight);
    return Math.min(this.#options.rowCount(), Math.max(0, gap));
  }

  #scroll(): void {
    const press = this.#press;
    if (press === null || this.#gap === null) return;
    const { top, bottom } = press.scroller.getBoundingClientRect();
    if (press.y < top + scrollZone) press.scroller.scrollTop -= scrollStep;
    if (press.y > bottom - scrollZone) press.scroller.scrollTop += scrollStep;
    this.#gap = this.#gapAt(press);
    requestAnimationFrame(() => this.#scroll());
  }
}
