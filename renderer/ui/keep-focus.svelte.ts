/**
 * What is moved in the document loses the focus, which nobody asked for: it gets it back. To be called while a
 * component is made.
 *
 * @param within what is moved is in it
 * @param order reads the state that what is in it is ordered by
 */
export function keepFocus(within: () => HTMLElement, order: () => unknown): void {
  let focused: HTMLElement | null = null;
  let isFirst = true;
  $effect.pre(() => {
    order();
    const { activeElement } = document;
    const isWithin = !isFirst && within().contains(activeElement);
    focused = isWithin && activeElement instanceof HTMLElement ? activeElement : null;
    isFirst = false;
  });
  $effect(() => {
    order();
    if (document.activeElement === document.body) focused?.focus({ preventScroll: true });
  });
}
