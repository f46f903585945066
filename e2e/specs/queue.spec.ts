import type { Page } from '@playwright/test';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { utilityProcessId } from '../main-process';
import { damagedMnist } from '../mnist';
import type { NewRunPage } from '../pages/new-run-page';
import type { QueuePage } from '../pages/queue-page';
import { RunPage } from '../pages/run-page';
import { brief, stopped, trained, unhurried } from '../trainings';

/** Three runs, Beta 1, 2 and 4, in a queue. */
async function queueThree(newRun: NewRunPage): Promise<QueuePage> {
  await newRun.fill({ ...brief, Beta: '1; 2; 4' });
  return newRun.queue();
}

/** The order of the queue, as far as it is in sight. */
async function expectOrder(queue: QueuePage, betas: readonly number[]): Promise<void> {
  await expect(queue.differences).toHaveText(betas.map((beta) => `β ${beta}`));
}

/** Drags a row, by its grip, to the middle of the place before another. */
async function dragBefore(page: Page, queue: QueuePage, name: string, before: string) {
  const from = await queue.row(name).boundingBox();
  const to = await queue.row(before).boundingBox();
  if (from === null || to === null) throw new Error('A row is out of sight.');
  await page.mouse.move(from.x + 24, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(to.x + 24, to.y + to.height / 2, { steps: 4 });
  await page.mouse.move(to.x + 24, to.y + 2);
  await page.mouse.up();
}

test('several values in fields make a sweep, told before it is queued', async ({ launch }) => {
  const app = await launch();
  const newRun = await app.shell.openNewRun();
  await expect(newRun.sweep).toContainText('not known before a first run has trained');
  await trained(app, 'Measured');
  await app.shell.openRuns();
  await app.shell.openNewRun();

  await newRun.fill({ ...brief, Beta: '1; 2; 4', Seed: '1..2' });
  await newRun.chooseSeveral('Condition', ['Nothing (plain VAE)']);
  await expect(newRun.sweep).toContainText(
    '12 runs: Condition Label, Nothing (plain VAE) × Beta 1, 2, 4 × Seed 1, 2',
  );
  await expect(newRun.sweep).toContainText(/about .+ in all/);
  await newRun.sweep.getByText('All 12 runs').click();
  await expect(newRun.sweep.getByRole('row').nth(1)).toContainText('label · β 1 · seed 2');

  await newRun.tag.fill('x'.repeat(41));
  await expect(newRun.tag).toHaveAccessibleDescription('A tag has at most 40 characters.');
  await newRun.tag.fill('first sweep');
  await newRun.name.fill('Mine');
  await app.invoke('queue.setPaused', { paused: true });
  const queue = await newRun.queue();
  await expect(queue.count).toContainText('12 queued');
  await expect(app.shell.messages).toContainText('The queue is paused');
  await expect(queue.rows.first()).toContainText('Mine · label · β 1 · seed 1');
  const runs = (await app.invoke('runs.list')).filter(({ status }) => status === 'queued');
  expect(runs.map(({ tags }) => tags)).toEqual(runs.map(() => ['first sweep']));
});

test('the queue is paused and put in order, and is so after a restart', async ({ launch }) => {
  const first = await launch();
  const { page, shell } = first;
  const empty = await shell.openQueue();
  await expect(empty.emptyState).toBeVisible();
  await empty.pause.click();
  await expect(empty.goOn).toBeVisible();
  const queue = await queueThree(await shell.openNewRun());
  await expectOrder(queue, [1, 2, 4]);
  await expect(queue.row('β 1')).toBeFocused();

  await page.keyboard.press('Alt+ArrowDown');
  await expectOrder(queue, [2, 1, 4]);
  await expect(queue.row('β 1')).toBeFocused();
  await page.keyboard.press('Alt+End');
  await expectOrder(queue, [2, 4, 1]);
  await dragBefore(page, queue, 'β 1', 'β 2');
  await expectOrder(queue, [1, 2, 4]);
  await queue.select('β 2');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'To the front (Alt+Home)' }).click();
  await expectOrder(queue, [2, 4, 1]);

  await queue.select('β 4');
  await page.keyboard.press('Delete');
  await expectOrder(queue, [2, 1]);
  await expect(shell.messages).toContainText('taken out of the queue.');
  await page.keyboard.press('Control+z');
  await expectOrder(queue, [2, 4, 1]);
  await first.quit();

  const second = await launch();
  const again = await second.shell.openQueue();
  await expect(second.page.getByText('The queue is paused: no queued run starts')).toBeVisible();
  await expectOrder(again, [2, 4, 1]);
  await again.goOn.click();
  await expect(again.emptyState).toBeVisible();
  const runs = await second.invoke('runs.list');
  const began = runs.toSorted((a, b) => a.startedAt! - b.startedAt!);
  expect(began.map(({ status, config }) => [status, config.beta])).toEqual([
    ['done', 2],
    ['done', 4],
    ['done', 1],
  ]);
});

test('the run in training is shown, and one that was paused is queued again', async ({
  launch,
}) => {
  const app = await launch();
  await stopped(app, { Stopped: {} });
  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...unhurried, Seed: '1; 2' });
  await newRun.name.fill('Long');
  const queue = await newRun.queue();
  await expect(queue.inTraining).toContainText('Long · seed 1');
  await expect(queue.inTraining).toContainText(/epoch 1 of 4/);
  await expect(queue.rows).toHaveCount(1);
  await expect(queue.row('Long · seed 2')).toBeVisible();

  await queue.pause.click();
  await queue.inTraining.getByRole('button', { name: 'Pause this run' }).click();
  await expect(queue.unfinishedRows).toHaveCount(1);
  await queue.unfinished.getByRole('button', { name: 'Resume “Long · seed 1”' }).click();
  await expect(queue.unfinished).toBeHidden();
  await expect(queue.rows).toHaveCount(2);
  await queue.row('Long · seed 2').dblclick();
  await expect(new RunPage(app.page).heading).toHaveText('Long · seed 2');
});

test('a sweep of 200 is queued and put in order whole, and when it fails queued again whole', async ({
  launch,
  folder,
}) => {
  const mnist = join(folder, 'mnist');
  await damagedMnist(mnist, 'train-images-idx3-ubyte', new Uint8Array(16));
  const app = await launch({ mnist });
  const { page } = app;
  await app.invoke('queue.setPaused', { paused: true });
  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...brief, Seed: '1..200' });
  const queue = await newRun.queue();
  await expect(queue.count).toContainText('200 queued');
  await expect(queue.differences.first()).toHaveText('seed 1');
  await page.keyboard.press('End');
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '201');
  await expect(page.locator(':focus')).toContainText('seed 200');
  await page.keyboard.press('Alt+Home');
  await expect(page.locator(':focus')).toHaveAttribute('aria-rowindex', '2');
  await expect(queue.differences.nth(0)).toHaveText('seed 200');
  await expect(queue.differences.nth(1)).toHaveText('seed 1');

  await queue.goOn.click();
  await expect(queue.emptyState).toBeVisible({ timeout: 60_000 });
  await expect(queue.unfinished).toContainText('Not finished 200');
  await expect(queue.unfinishedRows.first()).toContainText('seed 200');
  await expect(queue.unfinishedRows.first()).toContainText('Failed');
  await queue.pause.click();
  await queue.unfinished.getByRole('button', { name: 'Retry all 200 that broke off' }).click();
  await expect(queue.count).toContainText('200 queued');
  await expect(queue.differences.first()).toHaveText('seed 1');
  await expect(queue.unfinished).toBeHidden();
});

test('an engine that dies before it trains holds the queue, and the next run starts by a click', async ({
  launch,
}) => {
  const app = await launch();
  await app.invoke('queue.setPaused', { paused: true });
  const newRun = await app.shell.openNewRun();
  await newRun.fill({ ...brief, Beta: '1; 2' });
  const queue = await newRun.queue();
  await queue.goOn.click();
  await expect.poll(() => utilityProcessId(app.electron, 'CVAE Workbench trainer')).not.toBeNull();
  const trainer = await utilityProcessId(app.electron, 'CVAE Workbench trainer');
  process.kill(trainer!, 'SIGKILL');

  await expect(queue.held).toContainText('The training process ended unexpectedly');
  await expect(queue.unfinishedRows).toHaveCount(1);
  await expect(queue.unfinishedRows).toContainText('Interrupted');
  await expect(queue.rows).toHaveCount(1);
  await queue.held.getByRole('button', { name: 'Start the next run' }).click();
  await expect(queue.emptyState).toBeVisible();
  await queue.unfinishedRows.getByRole('button', { name: /^Retry/ }).click();
  await expect(queue.unfinished).toBeHidden();
  await expect
    .poll(async () => (await app.invoke('runs.list')).map(({ status }) => status))
    .toEqual(['done', 'done']);
});
