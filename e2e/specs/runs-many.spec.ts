import { expect, test } from '../fixtures';
import { fillProfile } from '../many-runs';

test('ten thousand runs are looked at, chosen, starred, tagged, noted on and compared', async ({
  launch,
  profile,
}) => {
  await fillProfile(profile, 10_000);
  const app = await launch();
  const { page } = app;
  const runs = await app.shell.openRuns();
  await expect(runs.count).toHaveText('10,000');
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
