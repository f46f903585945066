import { join } from 'node:path';
import { expectNoViolations } from '../barriers';
import { expect, test } from '../fixtures';
import { writeIdxFiles } from '../idx';
import { brief } from '../trainings';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no view has a barrier that axe finds, ${colorScheme}`, async ({ launch, folder }) => {
    const app = await launch();
    const { page, shell } = app;
    await page.emulateMedia({ colorScheme });
    await expect
      .poll(() => page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches))
      .toBe(colorScheme === 'dark');
    await expectNoViolations(page);
    await shell.openSheets();
    await expectNoViolations(page);
    const datasets = await shell.openDatasets();
    await expect(datasets.classes(datasets.panel).first()).toBeVisible();
    await expectNoViolations(page);
    await datasets.drop(
      await writeIdxFiles(join(folder, 'small'), { classes: 3, train: 30, test: 6 }),
    );
    await expect(datasets.importButton).toBeVisible();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');

    const newRun = await shell.openNewRun();
    await newRun.fill({ Epochs: '0', 'Training images': '-1' });
    await expectNoViolations(page);
    await newRun.fill({ ...brief, Seed: '1..20' });
    await newRun.chooseSeveral('Activation', ['ReLU', 'tanh']);
    await newRun.sweep.getByText('All 40 runs').click();
    await expectNoViolations(page);
    await app.invoke('queue.setPaused', { paused: true });
    const queue = await newRun.queue();
    await queue.select('seed 3');
    await expectNoViolations(page);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Delete');
    await expect(queue.emptyState).toBeVisible();
    await expectNoViolations(page);
    await app.invoke('queue.setPaused', { paused: false });

    await shell.openNewRun();
    await page.getByText('Reference CVAE', { exact: true }).click();
    await newRun.fill(brief);
    const run = await newRun.start();
    await expectNoViolations(page);
    await expect(run.status).toHaveText('Done');
    await expectNoViolations(page);

    await shell.openRuns();
    await expectNoViolations(page);
    const sheets = await shell.openSheets();
    await expect(sheets.preview).toContainText('decoded in');
    await expectNoViolations(page);
    await page.keyboard.press('?');
    await expect(shell.shortcuts).toBeVisible();
    await expectNoViolations(page);
  });
}
