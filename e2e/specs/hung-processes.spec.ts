import { expect, test } from '../fixtures';
import { saveFilesAt, utilityProcessId } from '../main-process';
import { trained, unhurried } from '../trainings';

/** A process that is stopped answers nothing and computes nothing, as one that waits for ever. */
const freeze = (pid: number | null): void => void process.kill(pid!, 'SIGSTOP');

test('a trainer that hangs is told of and ended, and keeps nobody from pausing or leaving', async ({
  launch,
}) => {
  const app = await launch();
  const trainer = () => utilityProcessId(app.electron, 'CVAE Workbench trainer');
  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...unhurried, Name: 'Hung', Epochs: '400' });
  const run = await newRun.start();
  await run.begun();
  freeze(await trainer());

  const words = 'The training process is not responding';
  await expect(app.page.getByRole('main').getByText(words)).toBeVisible({ timeout: 20_000 });
  await expect(app.shell.statusBar).toContainText(words);
  await expect(app.page.getByText('images/s')).toHaveCount(0);
  await expect(run.status).toHaveText('Interrupted');
  await expect(run.notice).toContainText('The training process stopped responding, and was ended.');
  await expect(app.shell.statusBar).toHaveText('No run in training');

  await run.resume.click();
  await run.begun();
  freeze(await trainer());
  await run.pause.click();
  await expect(run.status).toHaveText('Interrupted');

  await run.resume.click();
  await run.begun();
  freeze(await trainer());
  const exited = app.exited();
  app.signal('SIGTERM');
  expect(await exited).toBe(0);
});

test('a sampler that hangs keeps nobody from cancelling an export and making another', async ({
  launch,
  folder,
}) => {
  const app = await launch();
  await trained(app, 'Sampled');
  const sheets = await app.shell.openSheets();
  await expect(sheets.preview).toContainText('decoded in');
  await saveFilesAt(app.electron, `${folder}/sheet.png`);
  freeze(await utilityProcessId(app.electron, 'CVAE Workbench sampler'));

  await sheets.exportButton.click();
  await app.page.getByRole('button', { name: 'Cancel' }).click();
  await sheets.exportButton.click();
  await expect(app.shell.statusBar).toContainText('The sampling process is not responding');
  await expect(app.shell.messages).toContainText(`Saved ${folder}/sheet.png`);
  await expect(app.shell.statusBar).not.toContainText('not responding');
});
