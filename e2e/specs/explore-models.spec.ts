import { importRelabelled } from '../datasets';
import { expect, test } from '../fixtures';
import { ExplorePage } from '../pages/explore-page';
import { changed, pictureOf, shadesOn } from '../pixels';
import { trained } from '../trainings';

test('a model that is not told the label says what it cannot do', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1, conditioning: 'none', latentDimensions: 20 });
  const explore = await new ExplorePage(app.page).open();
  await changed(explore.digit, '');
  await expect(explore.labels).toHaveCount(0);
  await expect(explore.latent(16)).toBeVisible();
  await expect(explore.latent(17)).toHaveCount(0);
  await app.page.getByRole('button', { name: 'Show all 20' }).click();
  await expect(explore.latent(20)).toBeVisible();
  await explore.useTool('Blend');
  await expect(app.page.getByText('there are no labels to blend')).toBeVisible();
});

test('labels are those of the dataset, be they 0 to 2 or 1 to 26', async ({ launch, folder }) => {
  const app = await launch();
  const three = await importRelabelled(app, `${folder}/three`, {
    name: 'Remainders of three',
    labelOf: (digit) => digit % 3,
  });
  await trained(app, 'Explored', { epochs: 1, dataset: three.id, trainLimit: 0 });
  const explore = await new ExplorePage(app.page).open();
  await expect(explore.labels.getByRole('button')).toHaveCount(3);
  await explore.press('2', '7');
  await expect(explore.label(2)).toHaveAttribute('aria-pressed', 'true');
  await explore.press('.');
  await expect(explore.label(0)).toHaveAttribute('aria-pressed', 'true');
  await explore.show('Test set');
  await expect(explore.scatter).toHaveAccessibleName(/300 test images/);
  await expect.poll(() => shadesOn(explore.scatter)).toBe(4);
  await explore.legend.getByRole('button', { name: 'Label 1 alone' }).click();
  await expect.poll(() => shadesOn(explore.scatter)).toBe(2);

  const many = await importRelabelled(app, `${folder}/many`, {
    name: 'Letters',
    labelOf: (_, index) => (index % 26) + 1,
  });
  await trained(app, 'Explored', { epochs: 1, dataset: many.id, trainLimit: 0 });
  await explore.chooseRun(0);
  await expect(explore.labels.getByRole('button')).toHaveCount(26);
  await explore.press('2', '5');
  await expect(explore.label(25)).toHaveAttribute('aria-pressed', 'true');
  await expect(explore.label(25)).toBeInViewport();
  await expect(explore.label(0)).toHaveCount(0);
  await explore.useTool('Blend');
  await app.page.getByRole('combobox', { name: 'Blend 25 with' }).selectOption('Label 24');
  await expect(
    app.page.getByRole('group', { name: 'From 25 to 24' }).getByRole('button'),
  ).toHaveCount(11);
});

test('an image is completed from the quadrants that the model is shown', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Explored', {
    epochs: 1,
    conditioning: 'quadrants-2',
    latentDimensions: 3,
    baselineEpochs: 1,
  });
  const explore = await new ExplorePage(app.page).open();
  let digit = await changed(explore.digit, '');
  for (const part of ['What the model is shown', 'The baseline’s guess', 'The whole image']) {
    await expect.poll(() => shadesOn(explore.picture(part))).toBeGreaterThan(20);
  }

  await explore.press('ArrowRight', 'Shift+ArrowUp');
  digit = await changed(explore.digit, digit);
  await explore.show('Manifold');
  await expect.poll(() => shadesOn(explore.manifold)).toBeGreaterThan(50);
  // From one of its two planes to the other, and back: it has no test set's.
  for (let press = 0; press < 2; press++) {
    await explore.press('v');
    await expect(explore.scatter).toHaveCount(0);
  }

  await explore.useTool('Prior');
  await expect(explore.samples.getByRole('button')).toHaveCount(30);
  const first = await pictureOf(explore.samples.getByRole('button').first());
  await explore.press('n');
  await changed(explore.samples.getByRole('button').first(), first);
  digit = await changed(explore.digit, digit);
  await explore.samples.getByRole('button', { name: 'Draw 2 of 30' }).click();
  await expect
    .poll(() => pictureOf(explore.digit))
    .toBe(await pictureOf(explore.samples.getByRole('button', { name: 'Draw 2 of 30' })));

  await explore.useTool('Image');
  await explore.press('1');
  await expect(app.page.getByText('Test image 2, label 1')).toBeVisible();
  digit = await changed(explore.digit, digit);
  await app.page.getByRole('button', { name: 'Encode the whole' }).click();
  await changed(explore.digit, digit);

  const image = await pictureOf(explore.picture('The whole image'));
  await explore.useTool('Draw');
  await explore.draw([
    [0.2, 0.2],
    [0.8, 0.8],
  ]);
  await changed(explore.picture('The whole image'), image);
  await explore.press('Delete');
  await expect.poll(() => pictureOf(explore.picture('The whole image'))).toBe(image);
});
test('a single latent dimension is a line, and its test images lie in lanes', async ({
  launch,
}) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1, latentDimensions: 1 });
  const explore = await new ExplorePage(app.page).open();
  const digit = await changed(explore.digit, '');
  await explore.press('Home', 'ArrowUp');
  await expect(explore.latent(1)).toHaveValue('0');
  await explore.press('ArrowRight', 'Shift+ArrowRight');
  await expect(explore.latent(1)).toHaveValue('0.55');
  const moved = await changed(explore.digit, digit);
  await explore.show('Manifold');
  await expect(explore.manifold).toHaveAccessibleName(/^Manifold: 20 digits/);
  const { width, height } = (await explore.plane.boundingBox())!;
  expect(width / height).toBeCloseTo(20, 1);
  await explore.plane.click({ position: { x: 0.974 * width, y: height / 2 } });
  await expect.poll(() => explore.latent(1).inputValue().then(Number)).toBeCloseTo(1.96, 2);
  await changed(explore.digit, moved);
  await explore.show('Test set');
  await expect(explore.scatter).toHaveAccessibleName(/10,000 test images/);
  await explore.plane.click({ position: await explore.pointInScatter() });
  await expect(explore.rebuilt).toHaveAccessibleName(/^Test image \d+, a [3-6]/);
});

test('a run without a checkpoint says so, and leaves the choice of another', async ({ launch }) => {
  const app = await launch();
  await app.invoke('queue.setPaused', { paused: true });
  const { id } = await app.invoke('runs.create', { name: 'Waiting', config: {} });
  await app.page.evaluate((run) => (location.hash = `#/explore/${run}`), id);
  await expect(app.page.getByText('No checkpoint of this run yet')).toBeVisible();
  await expect(new ExplorePage(app.page).run).toHaveAccessibleName('Run: Waiting');
});
