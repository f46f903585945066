import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { cvae } from '../headless';
import { saveFilesAt } from '../main-process';
import { trained } from '../trainings';

test('window and command write the same bytes, and the one verifies what the other wrote', async ({
  launch,
  folder,
  profile,
}) => {
  test.slow();
  const app = await launch();
  await trained(app, 'Written');
  const sheets = await app.shell.openSheets();
  await sheets.count.fill('2');
  await expect(sheets.preview).toContainText(/20 digits.*decoded in/);
  const endings = ['png', 'svg', 'pdf'] as const;
  for (const ending of endings) {
    const path = join(folder, `window.${ending}`);
    await sheets.chooseFormat(ending === 'png' ? 'PNG' : ending === 'svg' ? 'SVG' : 'PDF');
    await saveFilesAt(app.electron, path);
    await sheets.exportButton.click();
    await expect(app.shell.messages).toContainText(`Saved ${path}`);
  }
  await app.quit();

  const command = (...args: readonly string[]) => cvae(app, ...args, '--profile', profile);
  for (const ending of endings) {
    const [ours, theirs] = [join(folder, `command.${ending}`), join(folder, `window.${ending}`)];
    const written = await command('sheet', join(folder, 'window.json'), '--out', ours);
    expect(written).toMatchObject({ code: 0 });
    expect((await readFile(ours)).equals(await readFile(theirs))).toBe(true);
  }
  expect(await command('verify', join(folder, 'window.pdf'))).toMatchObject({ code: 0 });
});
