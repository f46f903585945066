import { expect, test } from '../fixtures';
import { recordTitles } from '../main-process';
import { shadesOn } from '../pixels';
import { unhurried } from '../trainings';

test('a training is watched to its end, and found again after a restart', async ({ launch }) => {
  const first = await launch();
  const titles = await recordTitles(first.electron);
  const newRun = await first.shell.openNewRun();
  await newRun.fill({ ...unhurried, Name: 'Watched' });
  const run = await newRun.start();

  await expect(run.heading).toHaveText('Watched');
  await expect(first.shell.statusBar).toContainText(/epoch \d of 4.*loss \d+\.\d\d.*images\/s/);
  await expect(run.curves('Loss')).toHaveAttribute('aria-valuetext', /Train \d+\.\d\d/);

  await expect(run.digits).toHaveAccessibleName(/^8 rows of 10 digits drawn after epoch \d$/);
  expect(await shadesOn(run.digits)).toBeGreaterThan(50);
  await expect(run.status).toHaveText('Done');
  await expect(run.digits).toHaveAccessibleName(/after epoch 4$/);
  await expect(run.progress).toHaveAttribute('aria-valuenow', '100');
  await expect(first.shell.statusBar).toHaveText('No run in training');

  for (const title of ['Loss', 'Reconstruction', 'KL'] as const) {
    await expect(run.curves(title)).toHaveAttribute(
      'aria-valuetext',
      /^latest: Train \d+\.\d\d, Test \d+\.\d\d$/,
    );
  }
  await run.epochSlider.press('Home');
  await expect(run.digits).toHaveAccessibleName(/after epoch 1$/);

  const told = await titles.jsonValue();
  expect(told).toContainEqual(
    expect.stringMatching(/^\d+ % · epoch \d of 4 · Watched - CVAE Workbench$/),
  );
  expect(told.at(-1)).toBe('CVAE Workbench');

  const metrics = await first.invoke('runs.metrics', { run: run.id });
  expect(metrics.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4]);
  for (const { testLoss, testReconstruction, testKl } of metrics) {
    expect(testLoss).toBeCloseTo(testReconstruction + testKl, 3);
  }
  expect(metrics[3]!.testLoss).toBeLessThan(metrics[0]!.testLoss);
  const best = Math.min(...metrics.map(({ testLoss }) => testLoss)).toFixed(2);
  const last = metrics[3]!.testLoss.toFixed(2);
  await expect(run.fact('Measures', 'Test loss')).toHaveText(last);
  await expect(run.checkpoints.filter({ hasText: 'best' })).toContainText(best);
  const curves = await run.curves('Loss').getAttribute('aria-valuetext');
  expect(await first.quit()).toBe(0);

  const second = await launch();
  const runs = await second.shell.openRuns();
  await expect(runs.row('Watched')).toContainText(best);
  await expect(runs.row('Watched')).toContainText('Done');
  const again = await runs.open('Watched');
  await expect(again.fact('Measures', 'Test loss')).toHaveText(last);
  await expect(again.digits).toHaveAccessibleName(/after epoch 4$/);
  await expect(again.curves('Loss')).toHaveAttribute('aria-valuetext', curves!);
  expect(await second.invoke('runs.metrics', { run: again.id })).toEqual(metrics);
});
