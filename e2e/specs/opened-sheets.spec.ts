import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';
import { expect, test } from '../fixtures';
import { answerQuestions, chooseFolder, chooseFromMenu, saveFilesAt } from '../main-process';
import type { SheetsPage } from '../pages/sheets-page';
import type { RunningApp } from '../running-app';
import { trained } from '../trainings';

/** Drops a file on the window. */
async function drop(page: Page, path: string): Promise<void> {
  const bytes = [...(await readFile(path))];
  await page.evaluate(
    ({ name, content }) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(content)], name));
      for (const type of ['dragover', 'drop']) {
        document.body.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        );
      }
    },
    { name: basename(path), content: bytes },
  );
}

async function exported(app: RunningApp, sheets: SheetsPage, path: string): Promise<void> {
  await saveFilesAt(app.electron, path);
  await sheets.exportButton.click();
  await expect(app.shell.messages).toContainText(`Saved ${path}`);
}

test('a sheet that is dropped opens its recipe and is made again', async ({ launch, folder }) => {
  const app = await launch();
  await trained(app, 'Sampled');
  const sheets = await app.shell.openSheets();
  await sheets.kind.selectOption('Manifold');
  await sheets.field('Columns').fill('7');
  await expect(sheets.picture).toHaveAccessibleName('Manifold: 20 rows of 7 digits');
  const paths = ['png', 'svg', 'pdf'].map((format) => join(folder, `sheet.${format}`));
  for (const [index, format] of (['PNG', 'SVG', 'PDF'] as const).entries()) {
    await sheets.chooseFormat(format);
    await exported(app, sheets, paths[index]!);
  }
  await sheets.kind.selectOption('Walk');
  for (const path of [...paths, join(folder, 'sheet.json')]) {
    await app.shell.openRuns();
    await drop(app.page, path);
    await expect(sheets.check).toContainText(basename(path));
    await expect(sheets.check).toContainText('Every pixel matches.');
    await expect(sheets.field('Columns')).toHaveValue('7');
  }

  const { recipe } = JSON.parse(await readFile(join(folder, 'sheet.json'), 'utf8')) as {
    recipe: object;
  };
  await writeFile(join(folder, 'recipe.json'), JSON.stringify(recipe));
  await sheets.field('Columns').fill('9');
  await drop(app.page, join(folder, 'recipe.json'));
  await expect(sheets.check).toContainText('recipe.json');
  await expect(sheets.check).toContainText('no picture to compare');
  await expect(sheets.field('Columns')).toHaveValue('7');
  await expect(sheets.exportButton).toBeEnabled();

  const altered = PNG.sync.read(await readFile(paths[0]!));
  const middle = (altered.height >> 1) * altered.width + (altered.width >> 1);
  altered.data.fill(255 - altered.data[middle * 4]!, middle * 4, middle * 4 + 3);
  await writeFile(join(folder, 'foreign.png'), PNG.sync.write(altered));
  await drop(app.page, join(folder, 'foreign.png'));
  await expect(app.shell.messages.getByRole('alert')).toHaveCount(1);
  await chooseFolder(app.electron, join(folder, 'sheet.svg'));
  await chooseFromMenu(app.electron, 'Open sheet…');
  await expect(sheets.check).toContainText('sheet.svg');
});

test('a sheet opens where its run is not, with its decoder if it carries it', async ({
  launch,
  folder,
}) => {
  const maker = await launch();
  await trained(maker, 'Sampled');
  const sheets = await maker.shell.openSheets();
  await expect(sheets.preview).toContainText('decoded in');
  await exported(maker, sheets, join(folder, 'bare.png'));
  await maker.page.getByLabel('Carry the decoder').check();
  await exported(maker, sheets, join(folder, 'whole.png'));
  await maker.quit();

  const other = await launch({ profile: join(folder, 'other') });
  await drop(other.page, join(folder, 'bare.png'));
  const there = await other.shell.openSheets();
  await expect(there.check).toContainText('Not in this database: the checkpoint of “Sampled”');
  await expect(there.exportButton).toBeDisabled();
  const own = there.preview.getByRole('img', { name: 'As in the file' });
  const { width } = PNG.sync.read(await readFile(join(folder, 'bare.png')));
  await expect.poll(() => own.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(width);
  await drop(other.page, join(folder, 'whole.png'));
  await expect(there.check).toContainText('Every pixel matches.');
  await expect(there.preview).toContainText('decoded in');
  await expect(own).toBeHidden();
  await expect(there.exportButton).toBeEnabled();
  await expect(there.check).toContainText('the model that the file carries');
  await drop(other.page, join(folder, 'bare.png'));
  await expect(there.check).toContainText('the model of a sheet that was opened before');
});

test('sheets made and recipes saved are found again, and can be taken back', async ({
  launch,
  folder,
}) => {
  const first = await launch();
  await trained(first, 'Sampled');
  const sheets = await first.shell.openSheets();
  await sheets.count.fill('4');
  await expect(sheets.preview).toContainText(/40 digits.*decoded in/);
  await exported(first, sheets, join(folder, 'forty.png'));
  await sheets.saveRecipe('Forty digits');
  await expect(first.shell.messages).toContainText('Saved the recipe “Forty digits”');
  await first.quit();

  const app = await launch();
  const again = await app.shell.openSheets();
  await again.show('Made so far');
  await again.made.getByRole('button', { name: /Take forty.png off/ }).click();
  await expect(again.made).toBeHidden();
  await app.shell.messages.getByRole('button', { name: 'Undo' }).click();
  await again.made.getByRole('button', { name: 'Open forty.png' }).click();
  await expect(again.count).toHaveValue('4');

  await again.count.fill('9');
  await again.show('Saved recipes');
  await again.saved.getByRole('button', { name: 'Rename Forty digits' }).click();
  await app.page.getByLabel('Name of the recipe').fill('Ten by four');
  await app.page.keyboard.press('Enter');
  await again.saved.getByRole('button', { name: 'Delete Ten by four' }).click();
  await expect(again.saved).toBeHidden();
  await app.shell.messages.getByRole('button', { name: 'Undo' }).click();
  await again.saved.getByRole('button', { name: /^Ten by four/ }).click();
  await expect(again.count).toHaveValue('4');
});

test('one sheet of each run, under names from a pattern', async ({ launch, folder }) => {
  const app = await launch();
  await trained(app, 'First run');
  await trained(app, 'Second run');
  const sheets = await app.shell.openSheets();
  await expect(sheets.preview).toContainText('decoded in');
  await app.page.getByRole('button', { name: 'Of each run…' }).click();
  const dialog = app.page.getByRole('dialog', { name: 'Export a sheet of each run' });
  await dialog.getByLabel('Names of the files').fill('{colour}');
  await expect(dialog.getByRole('button', { name: 'Choose a folder…' })).toBeDisabled();
  await dialog.getByLabel('Names of the files').fill('{name}');
  await expect(dialog).toContainText('The first: Second-run.png');
  await chooseFolder(app.electron, folder);
  await writeFile(join(folder, 'Second-run.png'), 'a picture of mine');
  const asked = await answerQuestions(app.electron, 'Cancel');
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect
    .poll(() => asked.evaluate((all) => all.map(({ message }) => message)))
    .toEqual(['Second-run.png is there already. Replace it?']);
  await expect(app.page.getByRole('button', { name: 'Of each run…' })).toBeEnabled();
  expect(await readFile(join(folder, 'Second-run.png'), 'utf8')).toBe('a picture of mine');
  expect(await readdir(folder)).not.toContain('First-run.png');

  await answerQuestions(app.electron, 'Replace');
  await app.page.getByRole('button', { name: 'Of each run…' }).click();
  await dialog.getByLabel('Names of the files').fill('{name}');
  await dialog.getByRole('button', { name: 'Choose a folder…' }).click();
  await expect(app.shell.messages).toContainText(`Saved 2 sheets in ${folder}`);
  for (const name of ['First-run.png', 'Second-run.png']) {
    expect(PNG.sync.read(await readFile(join(folder, name))).width).toBeGreaterThan(1000);
  }
});
