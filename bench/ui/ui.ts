import type { Page } from '@playwright/test';
import type { Context } from '../context';
import { resultOf, type Findings } from '../results';
import { fillProfile, withProfiles } from '../start/start';
import { openWindow } from '../start/window';
import { percentile } from '../statistics';
import { measureExploring } from './explore';

/** What a person does: scroll and filter a list of 1,000 runs, and explore a checkpoint. */
export async function measureInterface(context: Context): Promise<Findings> {
  const { options, programs, say } = context;
  return withProfiles(async (_, profile) => {
    await fillProfile(context, profile);
    say('Scrolling and filtering 1,000 runs');
    const window = await openWindow(programs, profile);
    try {
      const frames: number[][] = [];
      const filters: number[] = [];
      for (let round = 0; round <= options.runs; round++) {
        const scrolled = await scrollFrames(window.page, options.quick ? 30 : 180);
        const filtered = await filterTime(window.page);
        if (round === 0) continue;
        frames.push(scrolled);
        filters.push(filtered);
      }
      const frame = (percent: number) =>
        resultOf(
          'ui',
          `frame while 1,000 runs scroll, p${percent}`,
          'ms',
          frames.map((times) => percentile(times, percent)),
        );
      return {
        results: [
          frame(50),
          frame(95),
          resultOf('ui', 'filter 1,000 runs, key to picture', 'ms', filters),
          ...(await measureExploring(context)),
        ],
        versions: {},
      };
    } finally {
      await window.close();
    }
  });
}

/** Milliseconds between frames while the list moves by some rows at each. */
function scrollFrames(page: Page, count: number): Promise<number[]> {
  return page
    .getByRole('row')
    .last()
    .evaluate(
      (row, frames) =>
        new Promise<number[]>((resolve) => {
          let list: Element | null = row;
          while (list !== null && list.scrollHeight <= 2 * list.clientHeight) {
            list = list.parentElement;
          }
          const times: number[] = [];
          let last = performance.now();
          const next = (now: number) => {
            times.push(now - last);
            last = now;
            if (times.length > frames) {
              list?.scrollTo(0, 0);
              resolve(times.slice(1));
              return;
            }
            list?.scrollBy(0, 150);
            requestAnimationFrame(next);
          };
          requestAnimationFrame(next);
        }),
      count,
    );
}

/** Milliseconds from a text in the filter to the frame after the one that draws what it leaves. */
async function filterTime(page: Page): Promise<number> {
  const box = page.getByLabel('Filter runs');
  const time = await box.evaluate(
    (input) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        (input as HTMLInputElement).value = 'Run 99';
        input.dispatchEvent(new Event('input', { bubbles: true }));
        requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - start)));
      }),
  );
  await box.fill('');
  return time;
}
