import type { Locator } from '@playwright/test';
import type { RunConfigInput } from '../../shared/run-config';
import { expect, test } from '../fixtures';
import { ComparePage } from '../pages/compare-page';
import { shadesOn } from '../pixels';
import type { RunningApp } from '../running-app';

/** What a canvas shows, to be compared. */
const pictureOf = (picture: Locator): Promise<string> =>
  picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Waits until the picture is another one; returns that. */
async function changed(picture: Locator, before: string): Promise<string> {
  await expect.poll(() => pictureOf(picture)).not.toBe(before);
  return pictureOf(picture);
}

/** Trains two runs that differ in their latent dimensions and epochs. */
async function trainTwo(app: RunningApp): Promise<void> {
  const brief = { trainLimit: 2000, encoderSizes: [32], decoderSizes: [32], checkpointEvery: 1 };
  const configs: Readonly<Record<string, RunConfigInput>> = {
    Narrow: { ...brief, epochs: 2 },
    Wide: { ...brief, epochs: 4, latentDimensions: 8 },
  };
  for (const [name, config] of Object.entries(configs)) {
    const { id: run } = await app.invoke('runs.create', { name, config });
    await expect.poll(async () => (await app.invoke('runs.get', { run })).status).toBe('done');
  }
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
  await compare.press(' ');
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
  await expect(app.page.getByRole('img', { name: '54 test images' })).toBeVisible();
  await expect.poll(() => shadesOn(narrow)).toBeGreaterThan(20);
  const images = await pictureOf(narrow);
  await compare.press(' ');
  await changed(narrow, images);

  await compare.show('Snapshots');
  await expect(compare.head('Narrow')).toContainText('Epoch 2, its last');
  await expect.poll(() => shadesOn(wide)).toBeGreaterThan(20);
});

test('what is compared is found again, and a removed run is said to be one', async ({ launch }) => {
  const app = await launch();
  await trainTwo(app);
  const compare = await new ComparePage(app.page).open();
  await compare.choose('Narrow', 'Wide');
  await app.shell.openRuns();
  await compare.open();
  await expect(compare.head('Wide')).toBeVisible();

  const [first] = await app.invoke('runs.list');
  await app.invoke('runs.delete', { runs: [first!.id] });
  const head = compare.head(first!.name);
  await expect(head).toContainText('In the trash');
  await head.getByRole('button', { name: /out of the trash/ }).click();
  await expect(head).not.toContainText('In the trash');
  await head.getByRole('button', { name: /^Leave out/ }).click();
  await expect(app.page.getByText('One run alone')).toBeVisible();
});
