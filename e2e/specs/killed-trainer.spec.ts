import { expect, test } from '../fixtures';
import { utilityProcessId } from '../main-process';
import { unhurried } from '../trainings';

test('a killed trainer leaves the workbench usable and what was trained kept', async ({
  launch,
}) => {
  const app = await launch();
  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...unhurried, Name: 'Killed' });
  const run = await newRun.start();
  await run.begun();
  const trainer = await utilityProcessId(app.electron, 'CVAE Workbench trainer');
  await run.digits.waitFor();
  process.kill(trainer!, 'SIGKILL');

  await expect(run.status).toHaveText('Interrupted');
  await expect(run.notice).toContainText('The training process ended unexpectedly');
  await expect(run.notice).toContainText('Every finished epoch and the last checkpoint were kept.');
  await expect(run.notice).toContainText('Resume the run.');
  const kept = await app.invoke('runs.metrics', { run: run.id });
  expect(kept.length).toBeGreaterThan(0);
  await expect(run.fact('Measures', 'Test loss')).toHaveText(kept.at(-1)!.testLoss.toFixed(2));

  const runs = await app.shell.openRuns();
  await expect(runs.row('Killed')).toContainText('Interrupted');
  await expect(app.shell.statusBar).toHaveText('No run in training');
  const sheets = await app.shell.openSheets();
  await expect(sheets.preview).toContainText('decoded in');

  await app.shell.openRuns();
  await runs.open('Killed');
  await run.resume.click();
  await expect(run.status).toHaveText('Done');
  await expect(run.notice).toBeHidden();
  const metrics = await app.invoke('runs.metrics', { run: run.id });
  expect(metrics.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  expect(metrics.slice(0, kept.length)).toEqual(kept);
});

test('a workbench that is killed finds its run interrupted, and goes on with it', async ({
  launch,
}) => {
  const first = await launch();
  const newRun = await first.shell.openNewRun();
  await newRun.fill({ ...unhurried, Name: 'Outlived' });
  const run = await newRun.start();
  await run.digits.waitFor();
  const kept = await first.invoke('runs.metrics', { run: run.id });
  const exited = first.exited();
  first.kill();
  await exited;

  const second = await launch();
  const runs = await second.shell.openRuns();
  await expect(runs.row('Outlived')).toContainText('Interrupted');
  const again = await runs.open('Outlived');
  await expect(again.notice).toContainText('The workbench ended while this run was in training.');
  await again.resume.click();
  await expect(again.status).toHaveText('Done');
  const metrics = await second.invoke('runs.metrics', { run: again.id });
  expect(metrics.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  expect(metrics.slice(0, kept.length)).toEqual(kept);
});
