import { expect, test } from '../fixtures';
import { utilityProcessId } from '../main-process';
import { ExplorePage } from '../pages/explore-page';
import { changed, pictureOf } from '../pixels';
import { trained } from '../trainings';
import type { RunningApp } from '../running-app';

const samplerOf = async (app: RunningApp): Promise<number> =>
  (await utilityProcessId(app.electron, 'CVAE Workbench sampler'))!;

test('what is computed late does not move one who went elsewhere meanwhile', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  await explore.useTool('Rebuild');
  await expect(explore.rebuilt).toHaveAccessibleName(/^Test image 0,/);

  const sampler = await samplerOf(app);
  process.kill(sampler, 'SIGSTOP');
  await app.page.getByRole('slider', { name: 'Image' }).fill('18');
  await explore.plane.focus();
  await explore.press('Home', '5');
  process.kill(sampler, 'SIGCONT');
  await expect(explore.rebuilt).toHaveAccessibleName(/^Test image 18,/);
  await expect(explore.label(5)).toHaveAttribute('aria-pressed', 'true');
  await explore.useTool('Latents');
  await expect(explore.latent(1)).toHaveValue('0');
});

test('a sampler that is killed is started anew, and goes on with what was asked', async ({
  launch,
}) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  const before = await changed(explore.digit, '');

  const sampler = await samplerOf(app);
  process.kill(sampler, 'SIGSTOP');
  await explore.press('v', 'Shift+ArrowRight', 'Shift+ArrowUp');
  process.kill(sampler, 'SIGKILL');
  await changed(explore.digit, before);
  await expect(explore.scatter).toHaveAccessibleName(/10,000 test images/);
  await expect(app.page.getByRole('alert')).toHaveCount(0);
  expect(await samplerOf(app)).not.toBe(sampler);

  process.kill(await samplerOf(app), 'SIGKILL');
  const shown = await pictureOf(explore.digit);
  await explore.press('Home');
  await changed(explore.digit, shown);
});
