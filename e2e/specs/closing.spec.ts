import { expect, test } from '../fixtures';
import { answerQuestions } from '../main-process';
import { unhurried } from '../trainings';

test('closing while a run trains asks; what was begun can be kept going or paused', async ({
  launch,
}) => {
  const first = await launch();
  const newRun = await first.shell.openNewRun();
  await newRun.fill({ ...unhurried, Name: 'Kept', Epochs: '40' });
  const run = await newRun.start();
  await expect(run.digits).toBeVisible();

  const kept = await answerQuestions(first.electron, 'Keep training');
  await first.closeWindow();
  await expect
    .poll(() => kept.jsonValue())
    .toEqual([
      expect.objectContaining({
        message: '“Kept” is still training.',
        buttons: ['Pause and quit', 'Keep training'],
      }),
    ]);
  const { epoch } = (await first.invoke('runs.metrics', { run: run.id })).at(-1)!;
  await expect
    .poll(async () => (await first.invoke('runs.metrics', { run: run.id })).length)
    .toBeGreaterThan(epoch);
  await expect(run.status).toHaveText('Running');

  await answerQuestions(first.electron, 'Pause and quit');
  expect(await first.quit()).toBe(0);

  const second = await launch();
  const runs = await second.shell.openRuns();
  await expect(runs.row('Kept')).toContainText('Paused');
  await expect(second.shell.statusBar).toHaveText('No run in training');
  const again = await runs.open('Kept');
  const { epochsDone, checkpoints } = await second.invoke('runs.get', { run: again.id });
  expect(epochsDone).toBeGreaterThan(epoch);
  expect(checkpoints.at(-1)!.resumable).toBe(true);

  await again.resume.click();
  await expect
    .poll(async () => (await second.invoke('runs.get', { run: again.id })).epochsDone)
    .toBeGreaterThan(epochsDone);
  await again.stop.click();
  await expect(again.status).toHaveText('Stopped');
});

test('a signal to all processes at once pauses without asking', async ({ launch }) => {
  const first = await launch();
  const newRun = await first.shell.openNewRun();
  await newRun.fill({ ...unhurried, Name: 'Signalled', Epochs: '400' });
  const run = await newRun.start();
  await run.begun();
  const { id } = run;
  const exited = first.exited();
  // Its process group.
  process.kill(-first.pid!, 'SIGTERM');
  expect(await exited).toBe(0);

  const second = await launch();
  expect(await second.invoke('runs.get', { run: id })).toMatchObject({
    status: 'paused',
    checkpoints: expect.arrayContaining([expect.objectContaining({ resumable: true })]),
  });
});

test('closing while nothing trains asks nothing', async ({ launch }) => {
  const app = await launch();
  await answerQuestions(app.electron, 'Keep training');
  expect(await app.quit()).toBe(0);
});

test('the view, the theme and the window’s size are as they were left', async ({ launch }) => {
  const first = await launch();
  await first.shell.openSheets();
  await first.shell.theme.click();
  await expect(first.shell.theme).toHaveAccessibleName('Theme: light');
  await first.electron.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0]!.setContentSize(1111, 777),
  );
  await expect.poll(() => first.page.evaluate(() => innerWidth)).toBe(1111);
  await first.quit();

  const second = await launch();
  await expect(second.page.getByRole('heading', { name: 'Sheets', level: 1 })).toBeVisible();
  await expect(second.shell.theme).toHaveAccessibleName('Theme: light');
  expect(await second.page.evaluate(() => [innerWidth, innerHeight])).toEqual([1111, 777]);
});
