import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from '../fixtures';
import { saveFilesAt } from '../main-process';
import { canvasPixels, enlarged, grayLevels, shadesOn } from '../pixels';
import { trained } from '../trainings';

test('an exported sheet holds, pixel for pixel, what was shown', async ({ launch, folder }) => {
  const app = await launch();
  await trained(app, 'Sampled');
  const runs = await app.shell.openRuns();
  const run = await runs.open('Sampled');
  await run.makeSheet.click();
  const sheets = await app.shell.openSheets();
  await expect(sheets.preview).toContainText('100 digits, decoded in');

  await sheets.count.fill('3');
  for (const digit of [0, 1, 2, 3]) await sheets.digit(digit).click();
  await sheets.seed.fill('7');
  await sheets.scale.selectOption('3');
  await expect(sheets.preview).toContainText('18 digits, decoded in');
  await expect(sheets.pictures).toHaveAccessibleName('3 rows of 6 digits');
  expect(await shadesOn(sheets.pictures)).toBeGreaterThan(50);
  const shown = await canvasPixels(sheets.pictures);
  expect(shown).toMatchObject({ width: 6 * 28, height: 3 * 28 });

  const path = join(folder, 'sheet.png');
  await saveFilesAt(app.electron, path);
  await sheets.exportButton.click();
  await expect(app.shell.messages).toContainText(`Saved ${path}`);
  const { width, height, data } = PNG.sync.read(await readFile(path));
  const expected = enlarged(shown, 3);
  expect({ width, height }).toEqual({ width: expected.width, height: expected.height });
  expect(Buffer.compare(grayLevels(data), expected.levels)).toBe(0);
});

test('the same seed gives the same digits, another one others', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Sampled');
  const sheets = await app.shell.openSheets();
  const decoded = () => expect(sheets.preview).toContainText('digits, decoded in');
  await decoded();
  const first = await canvasPixels(sheets.pictures);

  await app.page.keyboard.press('Space');
  await expect(sheets.seed).not.toHaveValue('1');
  await decoded();
  await expect.poll(() => canvasPixels(sheets.pictures)).not.toEqual(first);
  await sheets.seed.fill('1');
  await expect.poll(() => canvasPixels(sheets.pictures)).toEqual(first);

  await sheets.count.fill('0');
  await expect(sheets.count).toHaveAccessibleDescription(/must be a whole number from 1 to 1,000/);
  await expect(sheets.exportButton).toBeDisabled();
});

test('a dialog that is dismissed writes nothing; a folder that is not there is told', async ({
  launch,
  folder,
}) => {
  const app = await launch();
  await trained(app, 'Sampled');
  const sheets = await app.shell.openSheets();
  await expect(sheets.exportButton).toBeEnabled();
  await saveFilesAt(app.electron, null);
  await sheets.exportButton.click();
  await expect(sheets.exportButton).toHaveText('Export PNG…');
  await expect(app.shell.messages).toBeEmpty();

  await saveFilesAt(app.electron, join(folder, 'missing', 'sheet.png'));
  await sheets.exportButton.click();
  await expect(app.shell.messages.getByRole('alert')).toContainText(
    `There is no folder ${join(folder, 'missing')}. Nothing was written.`,
  );
  await expect(sheets.exportButton).toBeEnabled();
});
