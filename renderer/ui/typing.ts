/** Whether a key is one of a view: pressed alone, and neither written somewhere nor meant for a dialog. */
export function isViewKey(event: KeyboardEvent): boolean {
  return hasNoModifier(event) && !isTaken(event);
}

/** Whether a key was used already, is being written, or is for the dialog that is open. */
export function isTaken({ target, defaultPrevented }: KeyboardEvent): boolean {
  return (
    defaultPrevented
    || document.querySelector('dialog[open]') !== null
    || (target instanceof HTMLElement && target.matches(writing))
  );
}

/** Shift alone makes capitals, and no other key. */
export function hasNoModifier({ ctrlKey, altKey, metaKey }: KeyboardEvent): boolean {
  return !ctrlKey && !altKey && !metaKey;
}

/** Controls that take letters: in a list of choices they go to the one that begins so. */
const writing = 'input:not([type=range], [type=radio], [type=checkbox]), textarea, select';
