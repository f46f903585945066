import { existsSync, statfsSync, statSync } from 'node:fs';
import { lstat, mkdtemp, readdir, realpath, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { answerQuestions, chooseFolder, chooseFromMenu } from '../main-process';
import type { RunningApp } from '../running-app';

/** Chooses to move the data folder. Playwright could not follow the process that starts afterwards. */
async function moveInto(app: RunningApp, folder: string): Promise<void> {
  await app.electron.evaluate((electron) => {
    electron.app.relaunch = () => undefined;
  });
  await chooseFolder(app.electron, folder);
  await answerQuestions(app.electron, 'Move…');
  await chooseFromMenu(app.electron, 'Data folder…');
}

test('a data folder that was moved is found where it was before', async ({
  launch,
  folder,
  profile,
}) => {
  const first = await launch();
  const { id } = await first.invoke('runs.create', {
    name: 'Moved along',
    config: { trainLimit: 500, epochs: 1 },
  });
  await expect.poll(async () => (await first.invoke('runs.get', { run: id })).status).toBe('done');
  const exited = first.exited();
  await moveInto(first, join(folder, 'elsewhere'));
  expect(await exited).toBe(0);
  expect(await realpath(profile)).toBe(join(folder, 'elsewhere', 'profile'));

  const second = await launch();
  const runs = await second.shell.openRuns();
  await expect(runs.row('Moved along')).toContainText('Done');
});

const otherDisk = '/dev/shm';
const bytes = 2e9;

/** Whether there is another disk with room for so much. */
function hasOtherDisk(): boolean {
  if (!existsSync(otherDisk) || statSync(otherDisk).dev === statSync(tmpdir()).dev) return false;
  const { bavail, bsize } = statfsSync(otherDisk);
  return bavail * bsize > 2 * bytes;
}

test('a move to another disk tells how far it is, keeps from all else, and can be cancelled', async ({
  launch,
  profile,
}) => {
  test.skip(!hasOtherDisk(), 'There is no other disk here with room enough.');
  const app = await launch();
  // A file with nothing in it but its length.
  await writeFile(join(profile, 'large'), '');
  await truncate(join(profile, 'large'), bytes);
  const disk = await mkdtemp(join(otherDisk, 'cvae-workbench-'));
  try {
    const exited = app.exited();
    await moveInto(app, disk);
    const { page } = app;
    await expect(page.getByRole('heading', { name: 'Moving the data folder' })).toBeVisible();
    await expect(app.shell.views).toBeHidden();
    await expect(page.getByRole('status')).toHaveText(/MB of 2\.0 GB copied$/);
    await app.closeWindow();
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await exited).toBe(0);
    expect((await lstat(profile)).isDirectory()).toBe(true);
    expect(await readdir(disk)).toEqual([]);
  } finally {
    await rm(disk, { recursive: true, force: true });
  }
});
