import { hasNoModifier, isViewKey } from '../ui/typing';
import { blinking } from './blinking.svelte';
import { comparing } from './comparing.svelte';
import { looks } from './looks.svelte';
import { pair } from './pair.svelte';

const commands: Readonly<Record<string, () => void>> = {
  n: () => looks.anchor !== 'snapshots' && looks.drawAnew(),
  '[': () => (comparing.epoch = (comparing.epoch ?? comparing.lastEpoch) - 1),
  ']': () => (comparing.epoch = (comparing.epoch ?? comparing.lastEpoch) + 1),
};

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
};

/** Keys of the whole view, but for those that the focused control has a use for. */
export function obey(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || comparing.ids.length === 0) return;
  if (!isViewKey(event) || looks.panel !== 'digits') return;
  if (key.toLowerCase() === 'w') {
    if (pair.layout === 'blink') blinking.press(event.timeStamp);
    else looks.layout = 'blink';
  } else if (/^\d$/.test(key)) {
    const label = comparing.allLabels.find((each) => comparing.nameOf(each) === key);
    if (label !== undefined) looks.toggleLabel(label);
  } else {
    const command = commands[key.toLowerCase()];
    if (command === undefined) return;
    command();
  }
  event.preventDefault();
}

/** A key is let go. */
export function letGo(event: KeyboardEvent): void {
  if (event.key.toLowerCase() === 'w') blinking.release(event.timeStamp);
}

/** Keys of the tiles: arrows move the mark, Escape takes it away. */
export function moveMark(event: KeyboardEvent): void {
  if (event.key === 'Escape') {
    comparing.marked = null;
    return;
  }
  const direction = directions[event.key];
  if (direction === undefined || !hasNoModifier(event)) return;
  event.preventDefault();
  const { rows, columns } = comparing.shape;
  if (rows === 0 || columns === 0) return;
  const { row, column } = comparing.marked ?? { row: -direction[0], column: -direction[1] };
  comparing.marked = {
    row: Math.min(Math.max(row + direction[0], 0), rows - 1),
    column: Math.min(Math.max(column + direction[1], 0), columns - 1),
  };
}
