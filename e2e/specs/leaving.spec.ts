import type { RunId } from '../../shared/ids';
import { expect, test } from '../fixtures';
import { answerQuestions, chooseFromMenu } from '../main-process';
import { stopped } from '../trainings';
import { RunPage } from '../pages/run-page';
import type { RunningApp } from '../running-app';

/** The page of a run that never trained. */
async function openRun(app: RunningApp, name: string): Promise<RunPage> {
  await stopped(app, { [name]: { trainLimit: 500, epochs: 1 } });
  const runs = await app.shell.openRuns();
  return runs.open(name);
}

const detailsOf = (app: RunningApp, run: RunId) => app.invoke('runs.get', { run });

/** Milliseconds between the last key and the end. */
for (const wait of [0, 550]) {
  test(`what is written ${wait} ms before the window closes is stored`, async ({ launch }) => {
    const first = await launch();
    const run = await openRun(first, 'Left');
    await run.notes.pressSequentially('Blurred fours.');
    await first.page.waitForTimeout(wait);
    await first.quit();

    const second = await launch();
    expect(await detailsOf(second, run.id)).toHaveProperty('notes', 'Blurred fours.');
    const again = new RunPage(second.page);
    await again.newTag.pressSequentially('worth a look');
    await second.page.waitForTimeout(wait);
    await second.quit();

    const third = await launch();
    expect(await detailsOf(third, run.id)).toHaveProperty('tags', ['worth a look']);
    await third.page.keyboard.press('F2');
    await third.page.keyboard.type('Renamed');
    await third.page.waitForTimeout(wait);
    await third.quit();

    const fourth = await launch();
    expect(await detailsOf(fourth, run.id)).toHaveProperty('name', 'Renamed');
  });
}

test('what cannot be stored keeps the window open, until it is given up', async ({ launch }) => {
  const first = await launch();
  const run = await openRun(first, 'Too long');
  const tooLong = 'x'.repeat(100_001);
  await run.notes.fill(tooLong);

  const asked = await answerQuestions(first.electron, 'Keep open');
  await first.closeWindow();
  await expect
    .poll(() => asked.jsonValue())
    .toEqual([expect.objectContaining({ message: 'What you wrote could not be stored.' })]);
  await expect(run.notes).toHaveValue(tooLong);
  await run.notes.fill('Short enough.');
  await first.quit();

  const second = await launch();
  expect(await detailsOf(second, run.id)).toHaveProperty('notes', 'Short enough.');
  const again = new RunPage(second.page);
  await again.notes.fill(tooLong);
  await answerQuestions(second.electron, 'Close and lose it');
  await second.quit();

  const third = await launch();
  expect(await detailsOf(third, run.id)).toHaveProperty('notes', 'Short enough.');
});

test('what is written before the page is loaded anew is stored', async ({ launch }) => {
  const app = await launch();
  const run = await openRun(app, 'Loaded anew');
  await run.notes.pressSequentially('Blurred fours.');
  await app.page.reload();
  await expect(run.notes).toHaveValue('Blurred fours.');
  await run.newTag.pressSequentially('worth a look');
  await app.page.reload();
  await expect(run.tags).toHaveText(['worth a look']);
});

test('a name that is being edited is stored when another view is opened', async ({ launch }) => {
  const app = await launch();
  const { id } = await openRun(app, 'Left');
  const runs = await app.shell.openRuns();
  await runs.row('Left').focus();
  await app.page.keyboard.press('F2');
  await app.page.keyboard.type('Renamed');
  await chooseFromMenu(app.electron, 'Sheets');
  await expect.poll(async () => (await detailsOf(app, id)).name).toBe('Renamed');
  await app.shell.openRuns();
  await expect(runs.nameInput).toBeHidden();
});

test('a sweep that is being composed is there after a restart, until it is queued', async ({
  launch,
}) => {
  const first = await launch();
  const form = await first.shell.openNewRun();
  await form.fill({ Name: 'Wide', 'Latent dimensions': '2; 5; 10', Beta: '1; 4' });
  await first.quit();

  const second = await launch();
  const again = await second.shell.openNewRun();
  await expect(again.name).toHaveValue('Wide');
  await expect(again.field('Latent dimensions')).toHaveValue('2; 5; 10');
  await expect(again.queueButton).toHaveText('Queue 6 runs');
  await second.invoke('queue.setPaused', { paused: true });
  await again.queue();
  await second.quit();

  const third = await launch();
  const anew = await third.shell.openNewRun();
  await expect(anew.name).toHaveValue('');
  await expect(anew.field('Latent dimensions')).toHaveValue('2');
});

test('a page whose process dies comes back as it was', async ({ launch }) => {
  const app = await launch();
  const form = await app.shell.openNewRun();
  await form.fill({ Name: 'Outlives the page', Epochs: '7' });
  // Playwright gives up a page whose process died.
  const written = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const { webContents } = BrowserWindow.getAllWindows()[0]!;
    const loaded = new Promise<void>((resolve) => {
      webContents.once('did-finish-load', () => resolve());
    });
    webContents.forcefullyCrashRenderer();
    await loaded;
    const script = `new Promise((resolve) => {
      const look = () => {
        const name = document.querySelector('form input[type=text]');
        if (name === null) requestAnimationFrame(look);
        else resolve([location.hash, name.value]);
      };
      look();
    })`;
    return (await webContents.executeJavaScript(script)) as unknown;
  });
  expect(written).toEqual(['#/new', 'Outlives the page']);
});
