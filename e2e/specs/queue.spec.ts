import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures';
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
  const runs = await app.invoke('queue.runs');
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
  await expect(queue.unfinished.getByRole('listitem')).toHaveCount(1);
  await queue.unfinished.getByRole('button', { name: 'Resume “Long · seed 1”' }).click();
  await expect(queue.unfinished).toBeHidden();
  await expect(queue.rows).toHaveCount(2);
  await queue.row('Long · seed 2').dblclick();
  await expect(new RunPage(app.page).heading).toHaveText('Long · seed 2');
});
