import { expectNoViolations } from '../barriers';
import { expect, test } from '../fixtures';

const collapsed = {
  encoderSizes: [16],
  latentDimensions: 4,
  beta: 500,
  epochs: 2,
  trainLimit: 2000,
};

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing bars anyone from warnings, maps, lineage, branching and images, ${colorScheme}`, async ({
    launch,
  }) => {
    const app = await launch();
    const { page, shell } = app;
    await page.emulateMedia({ colorScheme });
    const { id } = await app.invoke('runs.create', { name: 'Collapsed', config: collapsed });
    await expect.poll(async () => (await app.invoke('runs.get', { run: id })).status).toBe('done');
    const { checkpoints } = await app.invoke('runs.get', { run: id });
    const branch = { checkpoint: checkpoints.at(-1)!.id, name: 'Branch' };
    await app.invoke('runs.branch', { ...branch, changes: { beta: 1, epochs: 3 } });
    const run = await (await shell.openRuns()).open('Collapsed');
    await expect(page.getByRole('region', { name: 'Warning' })).toBeVisible();
    await expect(run.lineage).toHaveCount(2);
    await run.klMap.focus();
    await run.klMap.press('ArrowDown');
    await expectNoViolations(page);

    await page.keyboard.press('b');
    await run.branchDialog.field('Learning rate').fill('-1');
    await run.branchDialog.dialog.getByText('More settings').click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');

    const datasets = await shell.openDatasets();
    await datasets.browse(1);
    await expect(datasets.reading).toContainText('class 1');
    await expectNoViolations(page);
  });
}
