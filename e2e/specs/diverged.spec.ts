import { expect, test } from '../fixtures';
import { brief } from '../trainings';

test('a run that diverged says why, and offers what can be done instead of the same again', async ({
  launch,
}) => {
  const app = await launch();
  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...brief, Name: 'Calm' });
  const run = await newRun.start();
  await expect(run.status).toHaveText('Done');

  await run.heading.press('b');
  await run.branchDialog.field('Name').fill('Rash');
  await run.branchDialog.field('Epochs').fill('100');
  await run.branchDialog.field('Learning rate').fill('1');
  await run.branchDialog.queue.click();
  await expect(run.heading).toHaveText('Rash');
  await expect(run.status).toHaveText('Failed');
  await expect(run.notice).toContainText(/diverged: at (step \d+ of|the test after) epoch \d+/);
  await expect(run.notice).toContainText('the learning rate of 1: try 0.1 or less');
  await expect(run.resume).toBeHidden();
  const kept = await app.invoke('runs.metrics', { run: run.id });

  const queue = await app.shell.openQueue();
  await expect(queue.unfinishedRows).toHaveCount(1);
  await queue.unfinishedRows.getByRole('button', { name: /go on from “Rash”/ }).click();

  const [, epoch] = (await run.notice.innerText()).match(/of epoch (\d+), is kept/) ?? [];
  expect(Number(epoch)).toBe(kept.at(-1)?.epoch ?? 2);
  await run.notice.getByRole('button', { name: `Branch from epoch ${epoch}…` }).click();
  await run.branchDialog.field('Name').fill('Calm again');
  await run.branchDialog.field('Learning rate').fill('0.001');
  await run.branchDialog.field('Epochs').fill(String(Number(epoch) + 1));
  await run.branchDialog.queue.click();
  await expect(run.heading).toHaveText('Calm again');
  await expect(run.status).toHaveText('Done');
  await expect(run.lineage).toHaveCount(3);

  await (await app.shell.openRuns()).open('Rash');
  await run.notice.getByRole('button', { name: 'New run from this one…' }).click();
  await expect(newRun.field('Learning rate')).toHaveValue('1');
});
