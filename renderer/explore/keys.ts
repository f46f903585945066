import { isViewKey } from '../ui/typing';
import { completing } from './completing.svelte';
import { explorer } from './explorer.svelte';
import { LabelTyping } from './label-typing';
import type { ExploredModel } from './model';
import { goToNearestImage } from './pointing';
import { walking } from './walking.svelte';

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
  n: () => explorer.newLatents(),
  Home: () => explorer.toOrigin(),
  ',': () => stepLabel(-1),
  '.': () => stepLabel(1),
  v: () => explorer.showNext(1),
  V: () => explorer.showNext(-1),
  a: () => {
    walking.setA();
    explorer.use('walk');
  },
  A: () => {
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
    const command = commands[key.length === 1 && !event.shiftKey ? key.toLowerCase() : key];
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
  return key === 'Enter' && target.getAttribute('role') !== 'application';
}
