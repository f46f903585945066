import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { expect, test } from '../fixtures';
import { saveFilesAt } from '../main-process';
import { grayLevels, shadesOn } from '../pixels';
import { trained } from '../trainings';

test('an exported sheet holds, pixel for pixel, what was shown', async ({ launch, folder }) => {
  const app = await launch();
  await trained(app, 'Sampled');
  const runs = await app.shell.openRuns();
  const run = await runs.open('Sampled');
  await run.makeSheet.click();
  const sheets = await app.shell.openSheets();
  await expect(sheets.preview).toContainText(/100 digits.*decoded in/);

  await sheets.count.fill('3');
  for (const digit of [0, 1, 2, 3]) await sheets.digit(digit).click();
  await sheets.seed.fill('7');
  await sheets.scale.fill('3');
  await sheets.onlyDigits();
  await expect(sheets.preview).toContainText(/18 digits.*504 × 252 pixels.*decoded in/);
  await expect(sheets.picture).toHaveAccessibleName('Digits and styles: 3 rows of 6 digits');
  await sheets.showAsFile();
  const shown = await sheets.shown();
  expect(shown).toMatchObject({ width: 504, height: 252 });
  expect(new Set(shown.levels).size).toBeGreaterThan(50);

  const path = join(folder, 'sheet.png');
  await saveFilesAt(app.electron, path);
  await sheets.exportButton.click();
  await expect(app.shell.messages).toContainText(`Saved ${path}`);
  const { width, height, data } = PNG.sync.read(await readFile(path));
  expect({ width, height }).toEqual({ width: shown.width, height: shown.height });
  expect(Buffer.compare(grayLevels(data), shown.levels)).toBe(0);

  await sheets.chooseFormat('SVG');
  await saveFilesAt(app.electron, join(folder, 'drawing.svg'));
  await app.page.keyboard.press('Control+s');
  await expect(app.shell.messages).toContainText('drawing.svg');
  expect(await readFile(join(folder, 'drawing.svg'), 'utf8')).toContain('<svg');
});

test('every kind is shown, and keeps what it has in common with the last', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'First');
  await trained(app, 'Second');
  const sheets = await app.shell.openSheets();
  await sheets.seed.fill('5');
  for (const [kind, size] of [
    ['Manifold', '20 rows of 20'],
    ['Walk', '10 rows of 24'],
    ['Reconstructions', '4 rows of 10'],
    ['Epochs of a run', '2 rows of 10'],
    ['Runs in rows', '4 rows of 10'],
    ['Blends of labels', '3 rows of 11'],
    ['Latent dimensions', '2 rows of 11'],
    ['Digits and styles', '10 rows of 10'],
  ] as const) {
    await sheets.kind.selectOption(kind);
    await expect(sheets.picture).toHaveAccessibleName(`${kind}: ${size} digits`);
    await expect(sheets.preview).toContainText('decoded in');
    expect(await shadesOn(sheets.picture)).toBeGreaterThan(50);
  }
  await expect(sheets.seed).toHaveValue('5');
});

test('the same seed gives the same digits, another one others; what is wrong is said', async ({
  launch,
}) => {
  const app = await launch();
  await trained(app, 'Sampled');
  const sheets = await app.shell.openSheets();
  const decoded = () => expect(sheets.preview).toContainText('decoded in');
  await decoded();
  await sheets.onlyDigits();
  const first = await sheets.shown();

  await app.page.keyboard.press('Escape');
  await sheets.newLatents.click();
  await expect(sheets.seed).not.toHaveValue('1');
  await decoded();
  await expect.poll(() => sheets.shown()).not.toEqual(first);
  await sheets.seed.fill('1');
  await expect.poll(() => sheets.shown()).toEqual(first);

  await sheets.count.fill('0');
  await expect(sheets.count).toHaveAccessibleDescription(/must be a whole number from 1 to 1,000/);
  await expect(sheets.exportButton).toBeDisabled();
  await sheets.count.fill('1000');
  await sheets.scale.fill('16');
  await sheets.field('Cell size').fill('64');
  await expect(sheets.preview.getByRole('alert')).toContainText('more than image viewers can open');
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
  await expect(sheets.exportButton).toBeEnabled();
  await expect(app.shell.messages).toBeEmpty();

  await saveFilesAt(app.electron, join(folder, 'missing', 'sheet.png'));
  await sheets.exportButton.click();
  await expect(app.shell.messages.getByRole('alert')).toContainText(
    `There is no folder ${join(folder, 'missing')}. Nothing was written.`,
  );
  await expect(sheets.exportButton).toBeEnabled();
});
