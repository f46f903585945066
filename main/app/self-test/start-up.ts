import { readFile } from 'node:fs/promises';
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
  const started = await processStart();
  return {
    firstPaint: Math.round(first - started),
    usefulPaint: Math.round(useful - started),
    rows,
  };
}

/** What Linux calls USER_HZ: the unit of times in /proc/PID/stat. */
const ticksPerSecond = 100;
/** Place of `starttime` among the fields after the command's name, which may contain anything. */
const startTime = 19;

/**
 * When this process began, in milliseconds since 1970, to a hundredth of a second (proc(5)).
 * `process.getCreationTime()` may be off by a whole second.
 */
async function processStart(): Promise<number> {
  const [stat, uptime] = await Promise.all([
    readFile('/proc/self/stat', 'utf8'),
    readFile('/proc/uptime', 'utf8'),
  ]);
  const now = Date.now();
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const age = Number.parseFloat(uptime) - Number(fields[startTime]) / ticksPerSecond;
  return now - age * 1000;
}
