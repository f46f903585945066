import type { Shortcut } from '../ui/shortcuts.svelte';
import { isViewKey } from '../ui/typing';
import { completing } from './completing.svelte';
import { explorer } from './explorer.svelte';
import { LabelTyping } from './label-typing';
import type { ExploredModel } from './model';
import { goToNearestImage } from './pointing';
import { walking } from './walking.svelte';

export const exploreShortcuts: readonly Shortcut[] = [
  {
    keys: ['0', '–', '9'],
    does: 'Choose the label; of more than ten, by its digits. Completion: the next image with it',
  },
  { keys: ['[', ']'], does: 'The label before, the label after' },
  { keys: ['Space'], does: 'New latents' },
  { keys: ['←', '→', '↑', '↓'], does: 'Move in the plane; with Shift in large steps' },
  { keys: ['Home'], does: 'All latents to zero' },
  { keys: ['P'], does: 'Pad' },
  { keys: ['M'], does: 'Manifold' },
  { keys: ['T'], does: 'Test set' },
  { keys: ['A'], does: 'Walk: set A here' },
  { keys: ['B'], does: 'Walk: set B here' },
  { keys: ['Enter'], does: 'Test set: go to the nearest image, from the plane' },
  { keys: ['Enter'], does: 'Draw: set the pen down or lift it, on the paper; arrow keys move it' },
  { keys: ['Delete'], does: 'Draw: clear the paper' },
  { keys: ['Ctrl', 'Z'], does: 'Draw: undo' },
];

const typing = new LabelTyping();
const step = 0.05;
const largeStep = 0.5;
const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};
const commands: Readonly<Record<string, () => void>> = {
  Enter: goToNearestImage,
  ' ': () => explorer.newLatents(),
  Home: () => explorer.toOrigin(),
  '[': () => stepLabel(-1),
  ']': () => stepLabel(1),
  p: () => explorer.show('pad'),
  m: () => explorer.show('manifold'),
  t: () => explorer.show('test-set'),
  a: () => {
    walking.setA();
    explorer.use('walk');
  },
  b: () => {
    walking.setB();
    explorer.use('walk');
  },
};

/** Keys of the whole view, but for those that the focused control has a use for. */
export function obey(event: KeyboardEvent): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || explorer.model === null) return;
  if (!isViewKey(event) || isUsedBy(target, key)) return;
  const direction = directions[key];
  if (direction !== undefined) {
    const distance = event.shiftKey ? largeStep : step;
    explorer.nudge(direction[0] * distance, direction[1] * distance);
  } else if (/^\d$/.test(key)) {
    chooseLabel(key, event.timeStamp, explorer.model);
  } else {
    const command = commands[key.length === 1 ? key.toLowerCase() : key];
    if (command === undefined) return;
    command();
  }
  event.preventDefault();
}

function chooseLabel(
  digit: string,
  now: number,
  { isToldLabels, quadrantsSeen, classNames }: ExploredModel,
): void {
  const label = typing.type(digit, now, classNames);
  if (label === null) return;
  if (isToldLabels) explorer.chooseLabel(label);
  if (quadrantsSeen > 0) completing.chooseNext(label);
}

function stepLabel(step: 1 | -1): void {
  if (explorer.model?.isToldLabels) explorer.stepLabel(step);
}

function isUsedBy(target: HTMLElement, key: string): boolean {
  if (target.matches('input')) return key.startsWith('Arrow') || key === 'Home';
  if (key === 'Enter') return target.getAttribute('role') !== 'application';
  return target.matches('button') && key === ' ';
}
