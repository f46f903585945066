import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectNoViolations } from '../barriers';
import { expect, test } from '../fixtures';
import { chooseFolder, chooseFromMenu, saveFilesAt } from '../main-process';
import { trained } from '../trainings';

const longName = 'A run with a name that says all of what was tried in it, '.repeat(3).trim();

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what sheets have beside the composer has no barrier, ${colorScheme}`, async ({
    launch,
    folder,
  }) => {
    const app = await launch();
    const { page } = app;
    await page.emulateMedia({ colorScheme });
    await trained(app, longName);
    const sheets = await app.shell.openSheets();
    await sheets.show('Made so far');
    await expect(page.getByText('No sheets yet')).toBeVisible();
    await expectNoViolations(page);
    await sheets.show('Compose');
    await expect(sheets.preview).toContainText('decoded in');

    await page.getByRole('button', { name: 'Save recipe…' }).click();
    await expect(page.getByRole('dialog', { name: 'Save recipe' })).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Of each run…' }).click();
    await expect(page.getByRole('radiogroup', { name: 'Checkpoint of each run' })).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');

    await saveFilesAt(app.electron, join(folder, 'sheet.png'));
    await sheets.exportButton.click();
    await expect(app.shell.messages).toContainText('sheet.png');
    await sheets.saveRecipe(longName);
    await sheets.show('Made so far');
    await expect(sheets.made.getByText(/^just now$|ago$/)).toBeVisible();
    await expectNoViolations(page);
    await sheets.show('Saved recipes');
    await expect(sheets.saved).toBeVisible();
    await expectNoViolations(page);
    await sheets.saved.getByRole('button', { name: /^Rename/ }).click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');

    const json = await readFile(join(folder, 'sheet.json'), 'utf8');
    const altered = json.replace(/(?<="sha256": ")[0-9a-f]{64}(?="\n {2}\})/, 'f'.repeat(64));
    await writeFile(join(folder, 'altered.json'), altered);
    for (const [name, words] of [
      ['sheet.png', 'Every pixel matches.'],
      ['altered.json', 'do not have the SHA-256'],
    ] as const) {
      await chooseFolder(app.electron, join(folder, name));
      await chooseFromMenu(app.electron, 'Open sheet…');
      await expect(sheets.check).toContainText(words);
      await expectNoViolations(page);
    }
  });
}
