import { importRelabelled } from '../datasets';
import { expect, test } from '../fixtures';
import { trained } from '../trainings';

test('a run of many classes leaves its curves room, and its digits can be scrolled', async ({
  launch,
  folder,
}) => {
  const app = await launch();
  const labelOf = (digit: number, index: number) => (digit + 10 * index) % 47;
  const many = await importRelabelled(app, `${folder}/many`, { name: 'Many', labelOf });
  await trained(app, 'Many', { dataset: many.id });
  const run = await (await app.shell.openRuns()).open('Many');

  await expect(run.digits).toHaveAccessibleName(/^8 rows of 47 digits/);
  const [curves, digits] = [await run.curves('Loss').boundingBox(), await run.digits.boundingBox()];
  expect(curves!.width).toBeGreaterThan(450);
  expect(digits!.x).toBeGreaterThan(curves!.x + curves!.width);
  const scroller = app.page.getByRole('group', { name: 'Digits' });
  await scroller.press('ArrowRight');
  await expect.poll(async () => (await run.digits.boundingBox())!.x).toBeLessThan(digits!.x);
});
