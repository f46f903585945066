import { fillDamaged } from '../many-runs';
import { expect, test } from '../fixtures';

test('what cannot be read is shown beside what can, and can be deleted and put back', async ({
  profile,
  launch,
}) => {
  await fillDamaged(profile);
  const app = await launch();
  const { page, shell } = app;
  const warning = page.getByRole('region', { name: 'Warning' });
  const problem = (text: string) => warning.getByRole('listitem').filter({ hasText: text });

  await shell.openRuns();
  await expect(page.getByRole('row', { name: /Good/ })).toBeVisible();
  await expect(warning).toContainText('9 runs cannot be read');
  await expect(problem('Bad tags')).toContainText('Its tags must be a list of at most 200 tags.');
  await expect(problem('xxx')).toContainText('Its name must have at most 1,000 characters.');

  await problem('Bad tags').getByRole('button', { name: 'Delete' }).click();
  await expect(warning).toContainText('8 runs cannot be read');
  await shell.messages.getByRole('button', { name: 'Undo' }).click();
  await expect(warning).toContainText('9 runs cannot be read');

  await shell.openQueue();
  await expect(warning).toContainText('9 runs cannot be read');
  await page.evaluate(() => (location.hash = '#/runs/trash'));
  await expect(problem('In the trash')).toContainText('Its tags must be');
  await problem('In the trash').getByRole('button', { name: 'Restore' }).click();
  await shell.openRuns();
  await expect(warning).toContainText('10 runs cannot be read');

  await page.getByRole('row', { name: /Good/ }).press('Enter');
  await expect(warning).toContainText('Parts of this run cannot be read');
  await expect(warning.getByRole('listitem')).toHaveText([
    'The runs that it branched off from lead back to itself.',
    /^The measures of epoch 2 are damaged: Its KL of each dimension must be/,
    'The losses of the steps of epoch 2 are damaged.',
    'The digits of epoch 3 are damaged.',
  ]);

  await shell.view('Compare').click();
  await expect(problem('Bad comparison')).toContainText('Its saved view must be');
  await problem('Bad comparison').getByRole('button', { name: 'Delete' }).click();
  await expect(warning).toBeHidden();
  await shell.messages.getByRole('button', { name: 'Undo' }).last().click();
  await expect(problem('Bad comparison')).toBeVisible();

  await shell.openSheets();
  await page.getByText('Made so far').click();
  await expect(problem('/bad sheet.png')).toContainText('Its recipe must be valid JSON.');
  await page.getByText('Saved recipes').click();
  await expect(problem('Bad recipe')).toContainText('Its recipe must be valid JSON.');

  await shell.openDatasets();
  await expect(problem('Bad dataset')).toContainText('Its checksum must be');
  await problem('Bad dataset').getByRole('button', { name: 'Delete' }).click();
  await expect(warning).toBeHidden();

  await expect.poll(() => app.output()).toContain('The setting “queue-paused” cannot be read');
});
