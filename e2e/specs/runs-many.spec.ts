import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNoViolations } from '../barriers';
import { expect, test } from '../fixtures';
import { saveFilesAt } from '../main-process';
import { fillProfile } from '../many-runs';
import { stopped } from '../trainings';

test('ten thousand runs are looked at, chosen, starred, tagged, noted on and compared', async ({
  launch,
  profile,
}) => {
  await fillProfile(profile, 10_000);
  const app = await launch();
  const { page } = app;
  const runs = await app.shell.openRuns();
  await expect(runs.count).toHaveText('10,000 runs');
  await expect(runs.strip('Run 10000')).toBeVisible();
  await expect(
    runs.row('Run 10000').getByRole('img', { name: /^Test loss from [\d.]+ to [\d.]+$/ }),
  ).toBeVisible();

  await runs.row('Run 10000').focus();
  await page.keyboard.press('End');
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '10001');
  await expect(
    page.locator(':focus').getByRole('img', { name: 'Digits drawn after epoch 12' }),
  ).toBeVisible();
  await page.keyboard.press('Home');

  await runs.select('Run 9999');
  await expect(runs.compare).toBeDisabled();
  await runs.cell('Run 9997').click({ modifiers: ['Shift'] });
  await expect(runs.selected).toHaveText('3 selected');
  await runs.cell('Run 9998').click({ modifiers: ['ControlOrMeta'] });
  await expect(runs.selected).toHaveText('2 selected');

  await runs.star.click();
  await page.keyboard.press('Escape');
  await runs.filter.fill('is:starred name:9997');
  await expect(runs.rows).toHaveCount(1);
  await runs.filter.fill('name:999 name:9997');
  await runs.select('Run 9997');
  await page.keyboard.press('t');
  await page.keyboard.type('worth a look');
  await page.keyboard.press('Enter');
  await runs.details.getByLabel('Notes').fill('Blurred fours.');
  await runs.filter.fill('tag:worth');
  await expect(runs.rows).toHaveCount(1);
  await runs.filter.fill('');
  await runs.details.getByRole('button', { name: 'Close details (I)' }).click();

  await runs.select('Run 9997');
  await runs.cell('Run 9999').click({ modifiers: ['ControlOrMeta'] });
  await runs.compare.click();
  await expect(page).toHaveURL(/#\/compare\/[0-9a-f-]{36}%2C[0-9a-f-]{36}$/);
  await app.quit();

  const again = await launch();
  const kept = await again.shell.openRuns();
  await kept.filter.fill('tag:worth is:starred');
  await kept.select('Run 9997');
  await again.page.keyboard.press('i');
  await expect(kept.details.getByLabel('Notes')).toHaveValue('Blurred fours.');
  await kept.details.getByRole('button', { name: 'Remove tag worth a look' }).click();
  await expect(kept.rows).toHaveCount(0);
});

test('the trash gives back on the disk what it says, and what was restored is there again', async ({
  launch,
  profile,
}) => {
  await fillProfile(profile, 2_000);
  const app = await launch();
  const runs = await app.shell.openRuns();
  await runs.select('Run 2000');
  await app.page.keyboard.press('Control+a');
  await app.page.keyboard.press('Delete');
  await expect(app.shell.messages).toContainText('Deleted 2,000 runs.');

  const trash = await runs.openTrash();
  await expect(trash.sum).toHaveText(/^2,000 runs · emptying gives back 15\.\d MB$/);
  await trash.restore('Run 1999');
  await expect(trash.sum).toHaveText(/^1,999 /);
  const before = (await stat(join(profile, 'workbench.sqlite'))).size;
  await trash.removeAll();
  await expect(trash.emptyState).toBeVisible();
  await expect(app.shell.messages).toContainText(/Gave back 15\.\d MB to the disk\./);
  expect(before - (await stat(join(profile, 'workbench.sqlite'))).size).toBeGreaterThan(15e6);

  await trash.back.click();
  await expect(runs.rows).toHaveCount(1);
  await expect(runs.strip('Run 1999')).toBeVisible();
});

test('seeds of one configuration share a row with mean and deviation, and open into their runs', async ({
  launch,
  profile,
}) => {
  await fillProfile(profile, 100);
  const app = await launch();
  const { page } = app;
  const runs = await app.shell.openRuns();
  await runs.group();
  await expect(runs.groups).toHaveCount(20);
  const first = runs.groups.first();
  await expect(first).toContainText('5 seeds');
  await expect(first).toContainText(/\d+\.\d\d\s+± \d+\.\d\d/);
  await first.getByRole('gridcell').nth(2).click();
  await expect(runs.selected).toHaveText('5 selected');
  await page.keyboard.press('ArrowRight');
  await expect(runs.row('Run 100')).toBeVisible();
  await expect(first).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(runs.selected).toHaveText('1 selected');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(first).toHaveAttribute('aria-expanded', 'false');
  await expect(first).toBeFocused();
});

test('runs are exported as they are shown, or all of them', async ({ launch, folder, profile }) => {
  await fillProfile(profile, 200);
  const app = await launch();
  const runs = await app.shell.openRuns();
  await runs.filter.fill('tag:sweep');
  await expect(runs.rows).toHaveCount(8);
  await saveFilesAt(app.electron, join(folder, 'shown.csv'));
  await runs.exportRuns('Shown (8)', 'CSV');
  const lines = (await readFile(join(folder, 'shown.csv'), 'utf8')).split('\r\n');
  expect(lines).toHaveLength(10);
  expect(lines[1]).toMatch(/,Run 179,done,false,sweep,/);

  await saveFilesAt(app.electron, join(folder, 'all.json'));
  await runs.exportRuns('All (200)', 'JSON');
  const all = JSON.parse(await readFile(join(folder, 'all.json'), 'utf8')) as { name: string }[];
  expect(all).toHaveLength(200);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing bars anyone from runs and trash, ${colorScheme}`, async ({ launch, profile }) => {
    await fillProfile(profile, 60);
    const app = await launch();
    const { page } = app;
    await page.emulateMedia({ colorScheme });
    const runs = await app.shell.openRuns();
    await expect(runs.strip('Run 60')).toBeVisible();
    await runs.select('Run 60');
    await page.keyboard.press('i');
    await expectNoViolations(page);
    await runs.group();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await runs.delete.click();
    const trash = await runs.openTrash();
    await expect(trash.rows).toHaveCount(1);
    await expectNoViolations(page);
  });
}

test('a name as long as names can be leaves everything in its place', async ({ launch }) => {
  const app = await launch();
  const name = 'W'.repeat(200);
  await stopped(app, { [name]: {} });
  const runs = await app.shell.openRuns();
  await runs.select(name);
  await app.page.keyboard.press('i');
  await expect(runs.details.getByRole('heading', { name })).toBeVisible();
  const overflow = () =>
    app.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBe(0);
  await runs.delete.click();
  const trash = await runs.openTrash();
  await expect(trash.rows).toHaveCount(1);
  expect(await overflow()).toBe(0);
});
