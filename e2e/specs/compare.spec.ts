import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
import { ComparePage } from '../pages/compare-page';
import { changed, pictureOf, shadesOn } from '../pixels';
import type { RunningApp } from '../running-app';
import { trained } from '../trainings';

/** Trains two runs that differ in their latent dimensions and epochs. */
async function trainTwo(app: RunningApp): Promise<void> {
  await trained(app, 'Narrow', { epochs: 2, checkpointEvery: 1 });
  await trained(app, 'Wide', { epochs: 4, checkpointEvery: 1, latentDimensions: 8 });
}

test('two runs are put side by side, and looked at over the epochs', async ({ launch }) => {
  const app = await launch();
  const compare = await new ComparePage(app.page).open();
  await expect(compare.emptyState).toBeVisible();
  await trainTwo(app);

  await compare.search.fill('z 8');
  await expect(compare.choices.getByRole('row')).toHaveCount(1);
  await compare.search.fill('');
  await compare.choose('Narrow', 'Wide');
  const [narrow, wide] = [compare.digits('Narrow'), compare.digits('Wide')];
  await expect.poll(() => shadesOn(narrow)).toBeGreaterThan(20);
  await expect.poll(() => shadesOn(wide)).toBeGreaterThan(20);
  await expect(app.page.getByText('z 2, z 8')).toBeVisible();

  const [before, beforeWide] = [await pictureOf(narrow), await pictureOf(wide)];
  await compare.press('n');
  const latents = await changed(narrow, before);
  const wideLatents = await changed(wide, beforeWide);
  // At the third epoch one run has ended already.
  await compare.press('[');
  await expect(compare.head('Wide')).toContainText('Epoch 3 ·');
  await expect(compare.head('Narrow')).toContainText('Epoch 2, its last');
  await changed(wide, wideLatents);
  expect(await pictureOf(narrow)).toBe(latents);

  await compare.press('3');
  await expect(compare.labels.getByRole('button', { name: '3' })).toHaveAttribute(
    'aria-pressed',
    'false',
  );
  await expect(narrow).toHaveAccessibleName(/^9 by 6/);
  await compare.tiles.focus();
  await compare.press('ArrowDown', 'ArrowDown', 'ArrowRight');
  await expect(app.page.getByText('Label 1, latent 2')).toBeVisible();

  await compare.show('Same test images');
  await expect(app.page.getByRole('img', { name: '36 test images' })).toBeVisible();
  await expect.poll(() => shadesOn(narrow)).toBeGreaterThan(20);
  const images = await pictureOf(narrow);
  await compare.press('n');
  await changed(narrow, images);

  await compare.show('Snapshots');
  await expect(compare.head('Narrow')).toContainText('Epoch 2, its last');
  await expect.poll(() => shadesOn(wide)).toBeGreaterThan(20);
});

test('two runs are told apart in one place, by their curves and by their settings', async ({
  launch,
}) => {
  const app = await launch();
  await app.page.emulateMedia({ reducedMotion: 'reduce' });
  await trainTwo(app);
  const compare = await new ComparePage(app.page).open();
  await compare.choose('Narrow', 'Wide');
  await compare.show('Same test images');
  await expect(compare.head('Wide')).toContainText(/Differs by \d+\.\d %/);
  await expect(compare.head('Wide')).toContainText(/Loss \d+\.\d\d = \d+\.\d\d \+ KL \d+\.\d\d/);
  await expect(compare.head('Wide')).toContainText(/Best for \d+ of 40/);

  await compare.show('Blink');
  await expect(compare.digits('Narrow').or(compare.digits('Wide'))).toHaveCount(1);
  const isNarrow = await compare.digits('Narrow').isVisible();
  const [shown, other] = isNarrow ? ['Narrow', 'Wide'] : ['Wide', 'Narrow'];
  await compare.press('w');
  await expect(compare.digits(other)).toBeVisible();
  await compare.press('w');
  await expect(compare.digits(shown)).toBeVisible();

  await compare.show('Difference');
  await expect(app.page.getByText(/^Best for \d+ of 40$/)).toHaveCount(2);
  const difference = app.page.getByRole('img', { name: /draws differently from/ });
  await expect(difference).toHaveAccessibleName('What Wide draws differently from Narrow');
  await expect.poll(() => shadesOn(difference)).toBeGreaterThan(20);
  await app.page.getByLabel('First run').selectOption('Wide');
  await expect(difference).toHaveAccessibleName('What Narrow draws differently from Wide');

  await compare.show('Curves');
  const curves = app.page.getByRole('slider', { name: /^Test −ELBO/ });
  await curves.press('End');
  await expect(curves).toHaveAttribute('aria-valuetext', /^epoch 4: Narrow –, Wide \d/);

  await compare.show('Settings and measures');
  const table = app.page.getByRole('table');
  await expect(table.getByRole('row', { name: /^Latent dimensions 2 8/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^Batch size/ })).toBeHidden();
  await app.page.getByLabel('All settings').check();
  await expect(table.getByRole('row', { name: /^Batch size/ })).toBeVisible();
  await expect(table.getByRole('row', { name: /^Best −ELBO/ })).toContainText('best');
});

test('a comparison has a name over restarts, and comes back when it was deleted', async ({
  launch,
}) => {
  const first = await launch();
  await trainTwo(first);
  const compare = await new ComparePage(first.page).open();
  await compare.choose('Narrow', 'Wide');
  await compare.show('Same test images');
  await compare.button('Save').click();
  await compare.name.fill('More dimensions');
  await compare.name.press('Enter');
  await expect(first.page.getByText('More dimensions')).toBeVisible();
  await expect(compare.button('Save changes')).toHaveCount(0);
  await compare.tiles.focus();
  await compare.press('[');
  await compare.button('Save changes').click();
  await expect(compare.button('Save changes')).toHaveCount(0);
  await first.quit();

  const second = await launch();
  await expect(new ComparePage(second.page).head('Wide')).toBeVisible();
  const again = await new ComparePage(second.page).open();
  const [gone] = await second.invoke('runs.list');
  await again.button('Rename “More dimensions”').click();
  await again.name.fill('z 2 or 8');
  await again.name.press('Enter');
  await again.button('Delete “z 2 or 8”').click();
  await expect(again.button(/^z 2 or 8/)).toHaveCount(0);
  await second.page.keyboard.press('Control+z');
  await again.button(/^z 2 or 8/).click();
  await expect(again.head('Wide')).toContainText('Epoch 3');
  await expect(again.head('Wide')).toContainText('Differs by');
  await second.invoke('runs.delete', { runs: [gone!.id] });
  await expect(again.head(gone!.name)).toContainText('In the trash');
});

test('a saved comparison is looked at as it was when it was saved', async ({ launch }) => {
  const first = await launch();
  await trainTwo(first);
  const compare = await new ComparePage(first.page).open();
  await compare.choose('Narrow', 'Wide');
  await compare.press('3', '[');
  await compare.columns.selectOption('4');
  await first.page.getByLabel('Size of tiles').selectOption('3×');
  await first.page.getByLabel('Latents of labels').selectOption('One for each tile');
  await compare.show('Difference');
  await first.page.getByLabel('First run').selectOption('Wide');
  const picture = (page: Page) => page.getByRole('img', { name: /draws differently from Wide/ });
  await expect.poll(() => shadesOn(picture(first.page))).toBeGreaterThan(20);
  await compare.show('Curves');
  await compare.show('Seconds');
  await compare.show('Settings and measures');
  await first.page.getByLabel('All settings').check();
  await compare.button('Save').click();
  await compare.name.fill('As it looks');
  await compare.name.press('Enter');
  await compare.show('Digits');
  await expect(compare.button('Save changes')).toBeVisible();
  const before = await pictureOf(picture(first.page));
  await first.quit();

  const { page } = await launch();
  const again = await new ComparePage(page).open();
  await again.button(/^As it looks/).click();
  await expect(page.getByRole('row', { name: /^Batch size/ })).toBeVisible();
  await again.show('Curves');
  await expect(again.choice('Seconds')).toBeChecked();
  await again.show('Digits');
  await expect(picture(page)).toHaveAccessibleName('What Narrow draws differently from Wide');
  await expect.poll(() => pictureOf(picture(page))).toBe(before);
  await expect(again.columns).toHaveValue('4');
  await expect(again.epoch).toHaveValue('3');
});

test('what is compared is found again, and a removed run is said to be one', async ({ launch }) => {
  const app = await launch();
  await trainTwo(app);
  const compare = await new ComparePage(app.page).open();
  await compare.choose('Narrow', 'Wide');
  await compare.columns.selectOption('2');
  await app.shell.openRuns();
  await compare.open();
  await expect(compare.head('Wide')).toBeVisible();
  await app.page.reload();
  await expect(compare.head('Wide')).toBeVisible();
  await expect(compare.columns).toHaveValue('2');

  const [first] = await app.invoke('runs.list');
  await app.invoke('runs.delete', { runs: [first!.id] });
  const head = compare.head(first!.name);
  await expect(head).toContainText('In the trash');
  await head.getByRole('button', { name: /out of the trash/ }).click();
  await expect(head).not.toContainText('In the trash');
  await head.getByRole('button', { name: /^Leave out/ }).click();
  await expect(app.page.getByText('One run alone')).toBeVisible();
});
