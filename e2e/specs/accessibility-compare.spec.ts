import { expectNoViolations } from '../barriers';
import { expect, test } from '../fixtures';
import { ComparePage } from '../pages/compare-page';
import { ExplorePage } from '../pages/explore-page';
import { trained } from '../trainings';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`nothing of Compare and Explore is a barrier that axe finds, ${colorScheme}`, async ({
    launch,
  }) => {
    const app = await launch();
    const { page } = app;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const compare = await new ComparePage(page).open();
    await expect(compare.emptyState).toBeVisible();
    await expectNoViolations(page);
    const explore = await new ExplorePage(page).open();
    await expect(page.getByText('Nothing to explore yet')).toBeVisible();
    await expectNoViolations(page);

    await trained(app, 'Narrow', { epochs: 1 });
    await trained(app, 'Completing', {
      epochs: 1,
      conditioning: 'quadrants-2',
      latentDimensions: 3,
      baselineEpochs: 1,
    });
    await compare.open();
    await compare.choose('Narrow', 'Completing');
    await compare.button('Save').click();
    await compare.name.fill('First');
    await compare.name.press('Enter');
    await compare.button('Close').click();
    await expect(compare.button(/^First/)).toBeVisible();
    await expectNoViolations(page);
    await compare.button('Rename “First”').click();
    await expectNoViolations(page);
    await compare.name.press('Escape');
    await compare.button(/^First/).click();
    for (const look of ['Same latents', 'Same test images', 'Snapshots'] as const) {
      await compare.show(look);
      await expect(compare.digits('Narrow')).toBeVisible();
      await compare.tiles.focus();
      await compare.press('ArrowDown');
      await expectNoViolations(page);
    }
    await compare.show('Blink');
    await expectNoViolations(page);
    await compare.show('Difference');
    await expectNoViolations(page);
    await compare.button('Choose runs').click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await compare.show('Curves');
    await expectNoViolations(page);
    await compare.show('Settings and measures');
    await page.getByLabel('All settings').check();
    await expectNoViolations(page);

    await explore.open();
    await explore.run.click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await explore.chooseRun(1);
    await expect(explore.digit).toBeVisible();
    for (const tool of ['Latents', 'Prior', 'Walk', 'Blend', 'Rebuild', 'Draw'] as const) {
      await explore.useTool(tool);
      await expectNoViolations(page);
    }
    await explore.paper.focus();
    await explore.press('Enter', 'Shift+ArrowDown');
    await expectNoViolations(page);
    for (const plane of ['Manifold', 'Test set'] as const) {
      await explore.press('Escape');
      await explore.show(plane);
      await expect(explore.manifold.or(explore.scatter)).toBeVisible();
      await expectNoViolations(page);
    }
    await explore.chooseRun(0);
    for (const tool of ['Image', 'Draw'] as const) {
      await explore.useTool(tool);
      await expectNoViolations(page);
    }
  });
}
