import type { Locator } from '@playwright/test';
import { importRelabelled } from '../datasets';
import { expect, test } from '../fixtures';
import { ExplorePage } from '../pages/explore-page';
import { shadesOn } from '../pixels';
import type { RunningApp } from '../running-app';

/** What a canvas shows, to be compared. */
const pictureOf = (picture: Locator): Promise<string> =>
  picture.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Waits until the picture is another one; returns that. */
async function changed(picture: Locator, before: string): Promise<string> {
  await expect.poll(() => pictureOf(picture)).not.toBe(before);
  return pictureOf(picture);
}

async function train(app: RunningApp, config: object): Promise<void> {
  const brief = { epochs: 1, trainLimit: 2000, encoderSizes: [32], decoderSizes: [32] };
  const { id } = await app.invoke('runs.create', {
    name: 'Explored',
    config: { ...brief, ...config },
  });
  await expect
    .poll(async () => (await app.invoke('runs.get', { run: id })).status, { timeout: 60_000 })
    .toBe('done');
}

test('a latent space is explored by keyboard and pointer', async ({ launch }) => {
  const app = await launch();
  const explore = await new ExplorePage(app.page).open();
  await expect(app.page.getByText('Nothing to explore yet')).toBeVisible();
  await train(app, {});

  let digit = await changed(explore.digit, '');
  await explore.press('7');
  await expect(explore.label(7)).toHaveAttribute('aria-pressed', 'true');
  digit = await changed(explore.digit, digit);
  await explore.press(' ');
  digit = await changed(explore.digit, digit);
  await explore.press('Home', 'ArrowRight', 'Shift+ArrowRight');
  await expect(explore.latent(1)).toHaveValue('0.55');
  await expect(explore.latent(2)).toHaveValue('0');
  digit = await changed(explore.digit, digit);

  await explore.press('m');
  await expect.poll(() => shadesOn(explore.manifold)).toBeGreaterThan(50);
  const manifold = await pictureOf(explore.manifold);
  await explore.press('2');
  await changed(explore.manifold, manifold);
  const { width, height } = (await explore.plane.boundingBox())!;
  await explore.plane.click({ position: { x: 0.974 * width, y: 0.974 * height } });
  await expect.poll(() => explore.latent(1).inputValue().then(Number)).toBeCloseTo(1.96, 2);
  await expect.poll(() => explore.latent(2).inputValue().then(Number)).toBeCloseTo(-1.96, 2);
  await changed(explore.digit, digit);

  await explore.press('a', 'Home', 'b');
  await expect(explore.walk.getByRole('button')).toHaveCount(10);
  await explore.walk.getByRole('button', { name: 'Step 1 of 10' }).click();
  await explore.useTool('Latents');
  await expect.poll(() => explore.latent(1).inputValue().then(Number)).toBeCloseTo(1.96, 2);
});

test('test images and drawings are found in the latent space', async ({ launch }) => {
  const app = await launch();
  await train(app, {});
  const explore = await new ExplorePage(app.page).open();
  await changed(explore.digit, '');

  await explore.press('t');
  await expect(explore.scatter).toHaveAccessibleName(/10,000 test images/);
  expect(await shadesOn(explore.scatter)).toBeGreaterThanOrEqual(10);
  await explore.useTool('Rebuild');
  await expect(explore.rebuilt).toHaveAccessibleName('Test image 0, a 7, and its reconstruction');
  await expect(explore.label(7)).toHaveAttribute('aria-pressed', 'true');

  await explore.plane.click({ position: await explore.pointInScatter() });
  await expect(explore.rebuilt).toHaveAccessibleName(/^Test image [1-9]\d*, a \d/);

  await explore.useTool('Draw');
  await explore.press('1');
  const other = explore.label(4);
  const [digit, four] = [await pictureOf(explore.digit), await pictureOf(other)];
  const seen = await pictureOf(explore.seen);
  await explore.draw([
    [0.7, 0.1],
    [0.3, 0.9],
  ]);
  await changed(explore.seen, seen);
  await changed(explore.digit, digit);
  await changed(other, four);
  const drawn = await pictureOf(explore.seen);
  await explore.draw([
    [0.2, 0.5],
    [0.8, 0.5],
  ]);
  const crossed = await changed(explore.seen, drawn);
  await explore.press('Control+z');
  await expect.poll(() => pictureOf(explore.seen)).toBe(drawn);
  await explore.press('Delete');
  await expect.poll(() => pictureOf(explore.seen)).toBe(seen);
  await explore.press('Control+z');
  await expect.poll(() => pictureOf(explore.seen)).toBe(drawn);
  await explore.pen('Eraser').check({ force: true });
  await explore.draw([
    [0.5, 0.5],
    [0.2, 1],
  ]);
  expect(await changed(explore.seen, drawn)).not.toBe(crossed);
  await app.page.getByRole('button', { name: 'Test image' }).focus();
  await explore.press('Enter');
  await changed(explore.seen, drawn);
  await explore.useTool('Latents');
  await explore.useTool('Draw');
  await expect(app.page.getByRole('button', { name: 'Clear' })).toBeEnabled();
});

test('a point of the test set tells its image, by pointer and by keyboard', async ({ launch }) => {
  const app = await launch();
  await train(app, {});
  const explore = await new ExplorePage(app.page).open();
  await explore.press('t');
  await expect(explore.scatter).toHaveAccessibleName(/10,000 test images/);
  await explore.plane.hover({ position: await explore.pointInScatter() });
  await expect(explore.plane.getByText(/^Image [\d,]+$/)).toBeVisible();
  await expect(explore.plane.getByText(/^label \d$/)).toBeVisible();
  await explore.plane.focus();
  await explore.press('Home', 'Enter');
  await expect(explore.rebuilt).toBeVisible();
});

test('what is explored becomes a sheet', async ({ launch }) => {
  const app = await launch();
  await train(app, {});
  const explore = await new ExplorePage(app.page).open();
  await changed(explore.digit, '');
  await explore.press('m');
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

test('a model that is not told the label says what it cannot do', async ({ launch }) => {
  const app = await launch();
  await train(app, { conditioning: 'none', latentDimensions: 20 });
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

test('labels are those of the dataset, be they three or twenty-six', async ({ launch, folder }) => {
  const app = await launch();
  const three = await importRelabelled(app, `${folder}/three`, {
    name: 'Remainders of three',
    labelOf: (digit) => digit % 3,
  });
  await train(app, { dataset: three.id, trainLimit: 0 });
  const explore = await new ExplorePage(app.page).open();
  await expect(explore.labels.getByRole('button')).toHaveCount(3);
  await explore.press('2', '7');
  await expect(explore.label(2)).toHaveAttribute('aria-pressed', 'true');
  await explore.press(']');
  await expect(explore.label(0)).toHaveAttribute('aria-pressed', 'true');
  await explore.press('t');
  await expect(explore.scatter).toHaveAccessibleName(/300 test images/);
  await expect.poll(() => shadesOn(explore.scatter)).toBe(4);
  await explore.legend.getByRole('button', { name: 'Label 1 alone' }).click();
  await expect.poll(() => shadesOn(explore.scatter)).toBe(2);

  const many = await importRelabelled(app, `${folder}/many`, {
    name: 'Twenty-six',
    labelOf: (digit, index) => (index % 26 === 0 ? 25 : digit),
  });
  await train(app, { dataset: many.id, trainLimit: 0 });
  await app.page.getByRole('combobox', { name: 'Run' }).selectOption({ index: 0 });
  await expect(explore.labels.getByRole('button')).toHaveCount(26);
  await explore.press('2', '5');
  await expect(explore.label(25)).toHaveAttribute('aria-pressed', 'true');
  await expect(explore.label(25)).toBeInViewport();
  await explore.useTool('Blend');
  await app.page.getByRole('combobox', { name: 'Blend 25 with' }).selectOption('Label 24');
  await expect(
    app.page.getByRole('group', { name: 'From 25 to 24' }).getByRole('button'),
  ).toHaveCount(11);
});

test('an image is completed from the quadrants that the model is shown', async ({ launch }) => {
  const app = await launch();
  await train(app, { conditioning: 'quadrants-2', latentDimensions: 3, baselineEpochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  let digit = await changed(explore.digit, '');
  for (const part of ['What the model is shown', 'The baseline’s guess', 'The whole image']) {
    await expect.poll(() => shadesOn(explore.picture(part))).toBeGreaterThan(20);
  }

  await explore.press('ArrowRight', 'Shift+ArrowUp');
  digit = await changed(explore.digit, digit);
  await explore.press('m');
  await expect.poll(() => shadesOn(explore.manifold)).toBeGreaterThan(50);
  await explore.press('t');
  await expect(explore.scatter).toHaveCount(0);

  await explore.useTool('Prior');
  await expect(explore.samples.getByRole('button')).toHaveCount(30);
  const first = await pictureOf(explore.samples.getByRole('button').first());
  await explore.press(' ');
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
