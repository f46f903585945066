import { expect, test } from '../fixtures';
import { ExplorePage } from '../pages/explore-page';
import { changed, pictureOf, shadesOn } from '../pixels';
import { trained } from '../trainings';

test('a latent space is explored by keyboard and pointer', async ({ launch }) => {
  const app = await launch();
  const explore = await new ExplorePage(app.page).open();
  await expect(app.page.getByText('Nothing to explore yet')).toBeVisible();
  await trained(app, 'Explored', { epochs: 1 });

  let digit = await changed(explore.digit, '');
  await explore.press('7');
  await expect(explore.label(7)).toHaveAttribute('aria-pressed', 'true');
  digit = await changed(explore.digit, digit);
  await explore.press('n');
  digit = await changed(explore.digit, digit);
  await explore.press('Home', 'ArrowRight', 'Shift+ArrowRight');
  await expect(explore.latent(1)).toHaveValue('0.55');
  await expect(explore.latent(2)).toHaveValue('0');
  digit = await changed(explore.digit, digit);

  await explore.press('v', 'v', 'Shift+V', 'Shift+V');
  await expect.poll(() => shadesOn(explore.manifold)).toBeGreaterThan(50);
  const manifold = await pictureOf(explore.manifold);
  await explore.press('2');
  await changed(explore.manifold, manifold);
  const { width, height } = (await explore.plane.boundingBox())!;
  await explore.plane.click({ position: { x: 0.974 * width, y: 0.974 * height } });
  await expect.poll(() => explore.latent(1).inputValue().then(Number)).toBeCloseTo(1.96, 2);
  await expect.poll(() => explore.latent(2).inputValue().then(Number)).toBeCloseTo(-1.96, 2);
  await changed(explore.digit, digit);

  await explore.press('a', 'Home', 'Shift+A');
  await expect(explore.walk.getByRole('button')).toHaveCount(10);
  await explore.walk.getByRole('button', { name: 'Step 1 of 10' }).click();
  await explore.useTool('Latents');
  await expect.poll(() => explore.latent(1).inputValue().then(Number)).toBeCloseTo(1.96, 2);
});

test('what is explored becomes a sheet', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  await changed(explore.digit, '');
  await explore.show('Manifold');
  for (const tool of ['Rebuild', 'Prior', 'Walk', 'Blend'] as const) {
    await explore.useTool(tool);
    await expect(explore.sheetLinks).toHaveCount(2);
  }
  await explore.press('4');
  await expect(explore.label(4)).toHaveAttribute('aria-pressed', 'true');
  const href = await explore.sheetLinks.last().getAttribute('href');
  expect(JSON.parse(decodeURIComponent(href!.split('/')[2]!))).toMatchObject({
    content: { kind: 'manifold', label: 4, rows: 20, model: { name: 'Explored', epoch: 1 } },
  });
  await explore.sheetLinks.last().click();
  await expect(app.page.getByRole('heading', { name: 'Sheets', level: 1 })).toBeVisible();
});
