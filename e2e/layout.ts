import type { Page } from '@playwright/test';

/**
 * What is wrong with how the page is laid out, in words: controls and texts that lie over each other, that are cut off
 * where nothing scrolls to them, or that have no room. Empty when all is well. Asked until it stays the same, since
 * what is being loaded moves things.
 */
export async function layoutProblems(page: Page): Promise<readonly string[]> {
  let before = '';
  for (;;) {
    const found = await page.evaluate(findProblems);
    const now = found.join('\n');
    if (now === before) return found;
    before = now;
    await page.evaluate(() => new Promise((done) => setTimeout(done, 100)));
  }
}

/** Runs in the page, so it brings along all that it needs. */
function findProblems(): readonly string[] {
  /** CSS pixels by which boxes may differ: they are rounded, and lines of text are higher than their letters. */
  const slack = 1;
  const textSlack = 4;
  /** What is left of a text that is cut off has to tell something, and what scrolls has to show something. */
  const leastText = 32;
  const leastScroller = 48;
  const controls =
    'a[href], button, input, select, textarea, summary, [tabindex], label:has(> input.visually-hidden)';

  const problems = new Set<string>();
  const root = document.querySelector('dialog:modal') ?? document.body;
  /** Thousands of things share their ancestors. */
  function remembered<T>(compute: (element: Element) => T): (element: Element) => T {
    const known = new Map<Element, T>();
    return (element) => {
      const value = known.get(element) ?? compute(element);
      known.set(element, value);
      return value;
    };
  }
  const style = remembered((element) => {
    const { overflowX, overflowY, textOverflow, position, clipPath, boxShadow } =
      getComputedStyle(element);
    return { overflowX, overflowY, textOverflow, position, clipPath, boxShadow };
  });
  /** Visually hidden, for screen readers only. */
  const isClippedAway = remembered(
    (element): boolean =>
      style(element).clipPath === 'inset(50%)'
      || (element.parentElement !== null && isClippedAway(element.parentElement)),
  );
  const isHidden = (element: Element) =>
    !element.checkVisibility({ visibilityProperty: true }) || isClippedAway(element);

  function nameOf(element: Element): string {
    const named = element.getAttribute('aria-label') ?? element.textContent;
    const name = named.trim().replace(/\s+/g, ' ').slice(0, 48);
    return `${element.tagName.toLowerCase()} “${name}”`;
  }

  interface Box {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
  }
  const isEmpty = ({ left, top, right, bottom }: Box) => right - left <= 0 || bottom - top <= 0;
  const shared = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  });

  /** Where what an element holds can be seen. */
  const frameOf = remembered((element): Box => {
    const { left, top } = element.getBoundingClientRect();
    const [x, y] = [left + element.clientLeft, top + element.clientTop];
    return { left: x, top: y, right: x + element.clientWidth, bottom: y + element.clientHeight };
  });

  /** What can be seen of a box in `element`; what is cut off is a problem, unless it can be scrolled to or is said to be. */
  function inSight(element: Element, whole: Box, isText: boolean): Box {
    let box = whole;
    let isFixed = false;
    const last = isText ? element : element.parentElement;
    for (let around = last; around !== null && !isFixed; around = around.parentElement) {
      const { overflowX, overflowY, textOverflow, position } = style(around);
      const frame = frameOf(around);
      isFixed = position === 'fixed' || around.matches('dialog');
      const across = overflowX !== 'visible';
      const down = overflowY !== 'visible';
      const visible = shared(box, {
        left: across ? frame.left : -Infinity,
        right: across ? frame.right : Infinity,
        top: down ? frame.top : -Infinity,
        bottom: down ? frame.bottom : Infinity,
      });
      const cutAcross = box.right > visible.right + slack || box.left < visible.left - slack;
      const tall = isText ? textSlack : slack;
      const cutDown = box.bottom > visible.bottom + tall || box.top < visible.top - tall;
      const isGone = isEmpty(visible);
      const isTitled = isText && around.closest('[title]') !== null;
      const isTold = isTitled && (textOverflow === 'ellipsis' || isGone);
      if (isTold && !isGone && cutAcross && visible.right - visible.left < leastText)
        problems.add(`${nameOf(element)} has no room for its text`);
      else if (cutAcross && !isTold && !/auto|scroll/.test(overflowX))
        problems.add(`${nameOf(element)} is cut off at its side by ${nameOf(around)}`);
      if (cutDown && !(isTitled && isGone) && !/auto|scroll/.test(overflowY))
        problems.add(`${nameOf(element)} is cut off below or above by ${nameOf(around)}`);
      box = visible;
      if (isEmpty(box)) return box;
    }
    const window = { left: 0, top: 0, right: innerWidth, bottom: innerHeight };
    const visible = shared(box, window);
    if (box.right - visible.right > slack || visible.left - box.left > slack)
      problems.add(`${nameOf(element)} hangs out of the window’s side`);
    if (box.bottom - visible.bottom > slack || visible.top - box.top > slack)
      problems.add(`${nameOf(element)} hangs out of the window below or above`);
    return visible;
  }

  /** What lies over others on purpose: what stays while they are scrolled, and what casts a shadow on them. */
  const layerOf = remembered((element): Element | null => {
    const { position, boxShadow } = style(element);
    const floats = position === 'absolute' || position === 'fixed';
    if (position === 'sticky' || (floats && boxShadow !== 'none')) return element;
    return element.parentElement === null ? null : layerOf(element.parentElement);
  });

  const things: { readonly element: Element; readonly box: Box; readonly isText: boolean }[] = [];

  for (const element of root.querySelectorAll(controls)) {
    const rect = element.getBoundingClientRect();
    if (isHidden(element) || rect.width <= 1 || rect.height <= 1) continue;
    things.push({ element, box: inSight(element, rect, false), isText: false });
  }

  const range = document.createRange();
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text !== null; text = texts.nextNode()) {
    const element = text.parentElement;
    if (element === null || text.textContent?.trim() === '' || isHidden(element)) continue;
    if (element.closest('option, script, style, svg, textarea') !== null) continue;
    range.selectNodeContents(text);
    for (const rect of range.getClientRects()) {
      if (rect.width <= 1) continue;
      things.push({ element, box: inSight(element, rect, true), isText: true });
    }
  }

  const measure = document.createElement('canvas').getContext('2d')!;
  for (const select of root.querySelectorAll('select')) {
    if (isHidden(select)) continue;
    const { font, paddingLeft, paddingRight } = getComputedStyle(select);
    measure.font = font;
    const words = measure.measureText(select.selectedOptions[0]?.text ?? '').width;
    const room =
      select.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
    if (words > room + slack && (select.title === '' || room < leastText))
      problems.add(`${nameOf(select)} cuts off “${select.selectedOptions[0]?.text}”`);
  }

  for (const element of root.querySelectorAll('*')) {
    const { overflowX, overflowY } = style(element);
    if (isHidden(element) || element.matches('input, textarea, select')) continue;
    const { clientWidth, clientHeight, scrollWidth, scrollHeight } = element;
    const isNarrow = /auto|scroll/.test(overflowX) && scrollWidth > clientWidth;
    const isLow = /auto|scroll/.test(overflowY) && scrollHeight > clientHeight;
    if ((isNarrow && clientWidth < leastScroller) || (isLow && clientHeight < leastScroller))
      problems.add(`${nameOf(element)} scrolls in ${clientWidth} x ${clientHeight} pixels`);
  }

  things.forEach((a, index) => {
    if (isEmpty(a.box)) return;
    for (const b of things.slice(index + 1)) {
      const tall = a.isText || b.isText ? textSlack : slack;
      const { left, top, right, bottom } = shared(a.box, b.box);
      if (right - left <= slack || bottom - top <= tall) continue;
      const isNested = a.element.contains(b.element) || b.element.contains(a.element);
      if (!isNested && layerOf(a.element) === layerOf(b.element))
        problems.add(`${nameOf(a.element)} and ${nameOf(b.element)} lie over each other`);
    }
  });
  return [...problems];
}
