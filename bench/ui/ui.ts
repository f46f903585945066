import type { Page } from '@playwright/test';
import type { Context } from '../context';
import { resultOf, type Findings } from '../results';
import { fillProfile, withProfiles } from '../start/start';
import { openWindow } from '../start/window';
import { percentile } from '../statistics';
import { measureExploring } from './explore';

const runs = 10_000;
const what = '10,000 runs';

/** What a person does: open, sort, filter and scroll a list of 10,000 runs, and explore a checkpoint. */
export async function measureInterface(context: Context): Promise<Findings> {
  const { options, programs, say } = context;
  return withProfiles(async (_, profile) => {
    await fillProfile(context, profile, runs);
    say(`Opening, sorting, filtering and scrolling ${what}`);
    const window = await openWindow(programs, profile);
    const { page } = window;
    const repeats = options.quick ? 3 : 10;
    const opens: number[] = [];
    const times = new Map<string, number[][]>();
    const note = (name: string, round: number, values: number[]) => {
      if (round > 0) times.set(name, [...(times.get(name) ?? []), values]);
    };
    try {
      for (let round = 0; round <= options.runs; round++) {
        const opened = await openTime(page);
        if (round > 0) opens.push(opened);
        note(`sort ${what}, press to picture`, round, await sortTimes(page, repeats));
        note(`filter ${what}, key to picture`, round, await filterTimes(page, repeats));
        note(
          `frame while ${what} scroll`,
          round,
          await scrollFrames(page, options.quick ? 30 : 180),
        );
      }
    } finally {
      await window.close();
    }
    const open = [50, 95].map((percent) =>
      resultOf('ui', `open the view of ${what}, to the first rows, p${percent}`, 'ms', [
        percentile(opens, percent),
      ]),
    );
    const others = [...times].flatMap(([name, rounds]) =>
      [50, 95].map((percent) =>
        resultOf(
          'ui',
          `${name}, p${percent}`,
          'ms',
          rounds.map((values) => percentile(values, percent)),
        ),
      ),
    );
    const results = [...open, ...others, ...(await measureExploring(context))];
    return { results, versions: {} };
  });
}

/** Milliseconds from the click on the view's name to the frame with its first rows, in a page that has just been loaded. */
async function openTime(page: Page): Promise<number> {
  await page.evaluate(() => (location.hash = '#/new'));
  await page.reload();
  await page.getByRole('heading', { name: 'New run', level: 1 }).waitFor();
  return page.getByRole('link', { name: 'Runs' }).evaluate(
    (link) =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        (link as HTMLElement).click();
        const look = (now: number) => {
          if (document.querySelector('[role="gridcell"]') === null) requestAnimationFrame(look);
          else requestAnimationFrame(() => resolve(now - start));
        };
        requestAnimationFrame(look);
      }),
  );
}

/** Milliseconds from a press on a column's head to the frame after the one that draws the new order. */
function sortTimes(page: Page, repeats: number): Promise<number[]> {
  return page
    .getByRole('columnheader')
    .getByRole('button')
    .evaluateAll(async (heads, times) => {
      const picture = (start: number) =>
        new Promise<number>((resolve) =>
          requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - start))),
        );
      const measured: number[] = [];
      for (let time = 0; time < times; time++) {
        const start = performance.now();
        (heads[time % heads.length] as HTMLElement).click();
        measured.push(await picture(start));
      }
      return measured;
    }, repeats);
}

/** Milliseconds from a text in the filter to the frame after the one that draws what it leaves. */
async function filterTimes(page: Page, repeats: number): Promise<number[]> {
  const box = page.getByLabel('Filter runs');
  const times = await box.evaluate(async (input, count) => {
    const picture = (start: number) =>
      new Promise<number>((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame((now) => resolve(now - start))),
      );
    const measured: number[] = [];
    for (let time = 0; time < count; time++) {
      const start = performance.now();
      (input as HTMLInputElement).value = `Run ${time}`;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      measured.push(await picture(start));
    }
    return measured;
  }, repeats);
  await box.fill('');
  return times;
}

/** Milliseconds between frames while the list moves by some rows at each. */
function scrollFrames(page: Page, count: number): Promise<number[]> {
  return page.getByRole('grid', { name: 'Runs' }).evaluate(
    (list, frames) =>
      new Promise<number[]>((resolve) => {
        const times: number[] = [];
        let last = performance.now();
        const next = (now: number) => {
          times.push(now - last);
          last = now;
          if (times.length > frames) {
            list.scrollTo(0, 0);
            resolve(times.slice(1));
            return;
          }
          list.scrollBy(0, 150);
          requestAnimationFrame(next);
        };
        requestAnimationFrame(next);
      }),
    count,
  );
}
