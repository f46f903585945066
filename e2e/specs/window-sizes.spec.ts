import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { trained } from '../trainings';

const longName = 'A run with a name that says all of what was tried in it, and why '
  .repeat(2)
  .trim();

/** What the window cuts off at its right or lets stick out of the view's head, by what it is called. */
function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const found = document.documentElement.scrollWidth > innerWidth ? ['the page'] : [];
    for (const control of document.querySelectorAll('main header :is(button, a, input, select)')) {
      const { left, right, width } = control.getBoundingClientRect();
      if (width > 0 && (left < 0 || right > innerWidth)) found.push(control.textContent.trim());
    }
    return found;
  });
}

for (const [width, height] of [
  [1024, 700],
  [1600, 1000],
] as const) {
  test(`every view fits a window of ${width} x ${height}, long names too`, async ({ launch }) => {
    const app = await launch();
    const { page } = app;
    await app.electron.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]!.setContentSize(w, h),
      [width, height] as const,
    );
    await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
    await trained(app, longName);
    await trained(app, 'Other', { conditioning: 'none' });
    const ids = (await app.invoke('runs.list')).map(({ id }) => id);
    const views = ['runs', 'new', 'queue', 'explore', 'sheets', 'datasets', 'runs/trash'];
    for (const view of [...views, `run/${ids[0]}`, `compare/${ids.join(',')}`]) {
      await page.evaluate((hash) => (location.hash = hash), `#/${view}`);
      await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible();
      expect(await cutOff(page), view).toEqual([]);
    }
  });
}
