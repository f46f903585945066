import { expect, test } from '../fixtures';
import { ExplorePage } from '../pages/explore-page';
import { changed, pictureOf, shadesOn } from '../pixels';
import { trained } from '../trainings';

test('test images and drawings are found in the latent space', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  await changed(explore.digit, '');

  await explore.show('Test set');
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
  await trained(app, 'Explored', { epochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  await explore.show('Test set');
  await expect(explore.scatter).toHaveAccessibleName(/10,000 test images/);
  await explore.plane.hover({ position: await explore.pointInScatter() });
  await expect(explore.plane.getByText(/^Image [\d,]+$/)).toBeVisible();
  await expect(explore.plane.getByText(/^label \d$/)).toBeVisible();
  await explore.plane.focus();
  await explore.press('Home', 'Enter');
  await expect(explore.rebuilt).toBeVisible();
});

test('a digit is drawn by keyboard alone', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  const digit = await changed(explore.digit, '');
  await explore.useTool('Draw');
  const seen = await pictureOf(explore.seen);
  await explore.paper.focus();
  await explore.press('Shift+ArrowLeft');
  expect(await pictureOf(explore.seen)).toBe(seen);
  await explore.press('Enter', 'Shift+ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight', 'Enter');
  const drawn = await changed(explore.seen, seen);
  await changed(explore.digit, digit);
  await explore.press('ArrowDown');
  expect(await pictureOf(explore.seen)).toBe(drawn);
  await explore.press('Control+z');
  await expect.poll(() => pictureOf(explore.seen)).toBe(seen);
});

test('a pen that is pressed harder draws a broader stroke', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Explored', { epochs: 1 });
  const explore = await new ExplorePage(app.page).open();
  await changed(explore.digit, '');
  await explore.useTool('Draw');
  const blank = await pictureOf(explore.seen);
  const ink = () => explore.paper.evaluate(inkOn);
  const stroke = [
    [0.5, 0.2],
    [0.5, 0.8],
  ] as const;
  await explore.drawWithPen(stroke, 0.1);
  await changed(explore.seen, blank);
  const light = await ink();
  await explore.press('Control+z');
  await expect.poll(() => pictureOf(explore.seen)).toBe(blank);
  await explore.drawWithPen(stroke, 1);
  await expect.poll(ink).toBeGreaterThan(light * 1.5);
});

/** Pixels that are not blank, on a canvas or on the one within. */
function inkOn(element: HTMLElement | SVGElement): number {
  const canvas = element.querySelector('canvas') ?? (element as HTMLCanvasElement);
  const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length;
}
