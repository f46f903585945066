import type { Page } from './page';

/** Looks at every frame until runs are to be seen, then waits until that frame was drawn. */
const usefulFrame = `new Promise((resolve) => {
  const look = () => {
    const rows = document.querySelectorAll('main [role="row"][aria-selected]').length;
    const isEmpty = document.querySelector('main .empty button') !== null;
    if (rows === 0 && !isEmpty) return requestAnimationFrame(look);
    requestAnimationFrame(() => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      const now = performance.timeOrigin + performance.now();
      resolve({ rows, first: paint ? performance.timeOrigin + paint.startTime : now, useful: now });
    });
  };
  look();
})`;

/**
 * When the window had something to show: to be called as soon as it is there. `firstPaint` is the first
 * text or image that the page drew, `usefulPaint` the frame that shows the runs or that there are none;
 * both in milliseconds from the start of the process. `rows` counts the runs on the screen.
 */
export async function measureStartUp(page: Page) {
  const { rows, first, useful } = (await page.evaluate(usefulFrame)) as {
    readonly rows: number;
    readonly first: number;
    readonly useful: number;
  };
  const started = process.getCreationTime() ?? NaN;
  return {
    firstPaint: Math.round(first - started),
    usefulPaint: Math.round(useful - started),
    rows,
  };
}
