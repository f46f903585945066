import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { chooseFolder, chooseFromMenu, saveFilesAt } from '../main-process';
import { ComparePage } from '../pages/compare-page';
import { ExplorePage } from '../pages/explore-page';
import { SheetsPage } from '../pages/sheets-page';
import type { RunningApp } from '../running-app';
import { trained } from '../trainings';

const completing = { conditioning: 'quadrants-2' } as const;
const digit = 28;

/** Gray levels of a run's last snapshot as one picture, row by row of pixels. */
async function snapshotOf(app: RunningApp): Promise<Uint8Array> {
  const run = (await app.invoke('runs.list')).find(({ name }) => name === 'Completing')!;
  const snapshot = await app.invoke('runs.snapshot', { run: run.id, epoch: run.epochsDone });
  const { columns, pixels } = snapshot!;
  return Uint8Array.from({ length: pixels.length }, (_, at) => {
    const [x, y] = [at % (columns * digit), Math.floor(at / (columns * digit))];
    const cell = Math.floor(y / digit) * columns + Math.floor(x / digit);
    return pixels[cell * digit * digit + (y % digit) * digit + (x % digit)]!;
  });
}

test('the digits of a run that completes images become a sheet, pixel for pixel', async ({
  launch,
  folder,
}) => {
  const app = await launch();
  await trained(app, 'Completing', completing);
  const runs = await app.shell.openRuns();
  await runs.open('Completing');
  await app.page.getByRole('button', { name: 'Make a sheet of these digits' }).click();
  const sheets = new SheetsPage(app.page);
  await expect(sheets.picture).toHaveAccessibleName('Digits and styles: 10 rows of 10 digits');
  await sheets.scale.fill('1');
  await sheets.onlyDigits();
  await expect(sheets.preview).toContainText(/280 × 280 pixels.*decoded in/);
  await sheets.showAsFile();
  const { levels } = await sheets.shown();
  // A new sheet's digits are ink on paper.
  const snapshot = (await snapshotOf(app)).map((level) => 255 - level);
  expect(Buffer.compare(levels.subarray(levels.length - snapshot.length), snapshot)).toBe(0);

  await saveFilesAt(app.electron, join(folder, 'completed.png'));
  await sheets.exportButton.click();
  await expect(app.shell.messages).toContainText('completed.png');
  await chooseFolder(app.electron, join(folder, 'completed.png'));
  await chooseFromMenu(app.electron, 'Open sheet…');
  await expect(sheets.check).toContainText('Every pixel matches.');

  await sheets.kind.selectOption('Manifold');
  await expect(sheets.field('Test image')).toHaveValue('0');
  await expect(sheets.picture).toHaveAccessibleName('Manifold: 20 rows of 20 digits');
  await sheets.kind.selectOption('Blends of labels');
  await expect(app.page.getByText('there are no labels to blend')).toBeVisible();
});

test('what of an image may be missing becomes a sheet in Explore, be it drawn', async ({
  launch,
}) => {
  const app = await launch();
  await trained(app, 'Completing', completing);
  const explore = await new ExplorePage(app.page).open();
  const sheets = new SheetsPage(app.page);
  for (const [tool, name] of [
    ['Prior', 'Digits and styles: 11 rows of 10 digits'],
    ['Walk', 'Walk: 1 row of 10 digits'],
    ['Image', 'Digits and styles: 12 rows of 10 digits'],
  ] as const) {
    await explore.useTool(tool);
    await explore.sheetLinks.first().click();
    await expect(sheets.picture).toHaveAccessibleName(name);
    await expect(sheets.preview).toContainText('decoded in');
    await explore.open();
  }
  await explore.useTool('Draw');
  await explore.draw([
    [0.3, 0.2],
    [0.6, 0.8],
  ]);
  await explore.sheetLinks.first().click();
  await expect(sheets.picture).toHaveAccessibleName('Digits and styles: 11 rows of 10 digits');
  await expect(sheets.preview).toContainText('decoded in');
  await app.page.getByRole('button', { name: 'Take test images instead' }).click();
  await expect(sheets.field('Test images')).toBeVisible();
});

test('runs that complete images stand beside others on sheets of what is compared', async ({
  launch,
}) => {
  const app = await launch();
  await trained(app, 'Labelled');
  await trained(app, 'Completing', completing);
  const compare = await new ComparePage(app.page).open();
  await compare.choose('Labelled', 'Completing');
  const sheets = new SheetsPage(app.page);
  for (const [what, name] of [
    // As many rows of each run, and under the images what is shown of them.
    ['Same latents', /^Runs in rows: \d*[02468] rows of 10 digits$/],
    ['Same test images', /^Reconstructions: 40 rows of \d digits$/],
    ['Snapshots', /^Runs in rows: \d*[02468] rows of 10 digits$/],
  ] as const) {
    await compare.show(what);
    await compare.button('Make a sheet of this').click();
    await expect(sheets.picture).toHaveAccessibleName(name);
    await expect(sheets.preview).toContainText('decoded in');
    await compare.open();
  }
});
