import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, launchArguments, test } from '../fixtures';
import { cvae, run } from '../headless';
import { SheetsPage } from '../pages/sheets-page';
import { trained } from '../trainings';

test('a sheet that the desktop opens is made again, in the window that is there or in a new one', async ({
  launch,
  folder,
  profile,
}) => {
  const first = await launch();
  await trained(first, 'Sampled');
  await first.quit();
  const [early, late] = [join(folder, 'early.png'), join(folder, 'late.svg')];
  for (const path of [early, late]) {
    const sampling = ['sample', 'Sampled', '--count', '2', '--out', path, '--profile', profile];
    expect(await cvae(first, ...sampling)).toMatchObject({ code: 0 });
  }

  const app = await launch({ file: early });
  const { check } = new SheetsPage(app.page);
  await expect(check).toContainText('early.png');
  await expect(check).toContainText('Every pixel matches.');

  // As a shell starts it: by a name in the folder where it is, after what belongs to Chromium.
  const second = await run(app.executable, [...launchArguments(profile), 'late.svg'], {}, folder);
  expect(second.code).toBe(0);
  await expect(check).toContainText('late.svg');
  await expect(check).toContainText('Every pixel matches.');
});

test('a file that is no sheet is refused in words', async ({ launch, folder }) => {
  const path = join(folder, 'letter.png');
  await writeFile(path, 'Dear reader');
  const app = await launch({ file: path });
  await expect(app.shell.messages.getByRole('alert')).toContainText('neither PNG, SVG');
  await expect(app.page.getByText('No runs yet')).toBeVisible();
});
