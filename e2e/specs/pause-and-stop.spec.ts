import { expect, test } from '../fixtures';
import type { RunId } from '../../shared/ids';
import type { RunningApp } from '../running-app';
import { unhurried } from '../trainings';

/** What training came to, epoch by epoch, without the times that differ from run to run. */
async function outcome(app: RunningApp, run: RunId) {
  const metrics = await app.invoke('runs.metrics', { run });
  return metrics.map(({ seconds: _, imagesPerSecond: __, ...measures }) => measures);
}

test('a run that was paused and resumed ends as one that never stopped', async ({ launch }) => {
  const app = await launch();
  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...unhurried, Name: 'Paused' });
  const run = await newRun.start();
  const paused = run.id;
  await run.begun();
  await run.pause.click();
  await expect(run.status).toHaveText('Paused');
  await expect(app.shell.statusBar).toHaveText('No run in training');
  const { epochsDone, checkpoints } = await app.invoke('runs.get', { run: paused });
  expect(epochsDone).toBeLessThan(4);
  expect(checkpoints.at(-1)).toMatchObject({ resumable: true });

  await run.resume.click();
  await expect(run.status).toHaveText('Done');

  await app.shell.openNewRun();
  await newRun.name.fill('Uninterrupted');
  await newRun.start();
  await expect(run.status).toHaveText('Done');
  expect(run.id).not.toBe(paused);
  const expected = await outcome(app, run.id);
  expect(expected).toHaveLength(4);
  expect(await outcome(app, paused)).toEqual(expected);
});

test('stopping stores a checkpoint to go on from', async ({ launch }) => {
  const app = await launch();
  const newRun = await app.shell.openNewRun();
  await newRun.fill(unhurried);
  const run = await newRun.start();
  await run.begun();
  await run.stop.click();
  await expect(run.status).toHaveText('Stopped');
  await expect(app.shell.messages).toContainText('All that was trained is kept.');
  await expect(run.checkpoints.first()).toContainText('last');
  const stopped = await app.invoke('runs.get', { run: run.id });
  const last = stopped.checkpoints.at(-1)!;
  expect(last.epoch * 1000 + last.step).toBeGreaterThan(0);

  await app.shell.messages.getByRole('button', { name: 'Resume' }).click();
  await expect(run.status).toHaveText('Done');
  expect(await app.invoke('runs.metrics', { run: run.id })).toHaveLength(4);
});

test('a run whose baseline is trained first says so, and keeps it when it is paused', async ({
  launch,
}) => {
  const app = await launch();
  const newRun = await app.shell.openNewRun();
  await newRun.choosePreset('Quadrant completion, 1 seen');
  await newRun.fill({ ...unhurried, 'Baseline epochs': '4', Epochs: '1', 'Decoder layers': '16' });
  const run = await newRun.start();
  await expect(app.shell.statusBar).toContainText(/baseline’s epoch \d of 4.*loss \d+\.\d\d/);
  await run.pause.click();
  await expect(run.status).toHaveText('Paused');
  await expect(app.page.getByText('Kept within the training of its baseline')).toBeVisible();

  await run.resume.click();
  await expect(run.status).toHaveText('Done');
  expect(await app.invoke('runs.metrics', { run: run.id })).toHaveLength(1);
});
