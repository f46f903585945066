import { expect, test } from '../fixtures';
import type { RunningApp } from '../running-app';
import { addLongRun } from '../many-runs';
import { trained } from '../trainings';

/** The cells of the CSV on the clipboard. */
async function copiedRows(app: RunningApp): Promise<readonly (readonly string[])[]> {
  const csv = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  return csv
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));
}

test('a run is branched from a checkpoint, and goes on where that ended', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Parent');
  const run = await (await app.shell.openRuns()).open('Parent');
  const parent = run.id;
  await expect(run.lineage).toHaveCount(0);

  await run.checkpoints.first().getByRole('button', { name: 'Branch from epoch 2…' }).click();
  const branching = run.branchDialog;
  await expect(branching.field('Name')).toHaveValue('Parent, from epoch 2');
  await expect(branching.field('Epochs')).toHaveValue('12');
  await branching.field('Epochs').fill('2');
  await expect(branching.dialog).toContainText('Epochs must be more than the 2');
  await expect(branching.queue).toBeDisabled();
  await branching.field('Epochs').fill('3');
  await branching.field('Learning rate').fill('0.0001');
  await expect(branching.dialog).toContainText('0.001 in “Parent”');
  await branching.field('Name').fill('Slower');
  await branching.field('Name').press('Enter');

  await expect(run.heading).toHaveText('Slower');
  await expect(run.status).toHaveText('Done');
  const branch = await app.invoke('runs.get', { run: run.id });
  expect(branch).toMatchObject({
    parent: { run: parent, epoch: 2 },
    config: { epochs: 3, learningRate: 0.0001 },
    epochsDone: 3,
  });
  await expect(run.lineage).toHaveText([/Parent best/, /Slower from epoch 2/]);

  // The parent's curves come before its own, unless they are switched off.
  const loss = run.curves('Loss');
  await loss.focus();
  await loss.press('Home');
  await expect(loss).toHaveAttribute('aria-valuetext', /^epoch 0 .*: Train \d+\.\d\d, Test \d/);
  await expect(loss).toHaveAttribute('aria-valuemin', '0');
  await app.page.getByRole('checkbox', { name: 'Before the branch' }).uncheck();
  await expect(loss).toHaveAttribute('aria-valuemin', '2');

  await run.lineage.first().getByRole('link', { name: 'Parent' }).click();
  await expect(run.heading).toHaveText('Parent');
  await expect(run.lineage).toHaveText([/Parent best/, /Slower from epoch 2/]);
});

test('what a person writes about a run is kept', async ({ launch }) => {
  const first = await launch();
  await trained(first, 'Annotated');
  const run = await (await first.shell.openRuns()).open('Annotated');
  await run.star.click();
  await run.newTag.fill('thesis');
  await run.newTag.press('Enter');
  await run.newTag.fill('wide');
  await run.newTag.press('Enter');
  await expect(run.tags).toHaveText(['thesis', 'wide']);
  await run.tags.filter({ hasText: 'wide' }).getByRole('button').click();
  await expect(run.tags).toHaveText(['thesis']);
  await first.shell.messages.getByRole('button', { name: 'Undo' }).click();
  await expect(run.tags).toHaveText(['thesis', 'wide']);
  await run.notes.fill('Two epochs are not enough.\nTry 50.');
  const pin = run.checkpoints.last().getByRole('button', { name: /^Pin epoch 1/ });
  await pin.click();
  await expect(run.checkpoints.last().getByRole('button', { pressed: true })).toHaveCount(1);
  expect(await first.quit()).toBe(0);

  const second = await launch();
  const again = await (await second.shell.openRuns()).open('Annotated');
  await expect(again.notes).toHaveValue('Two epochs are not enough.\nTry 50.');
  await expect(again.tags).toHaveText(['thesis', 'wide']);
  const { starred, checkpoints } = await second.invoke('runs.get', { run: again.id });
  expect(starred).toBe(true);
  expect(checkpoints.map(({ epoch, pinned }) => [epoch, pinned])).toEqual([
    [1, true],
    [2, false],
  ]);
});

test('a chart is zoomed by pointer, wheel and keys, and shows all again', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Zoomed');
  const run = await (await app.shell.openRuns()).open('Zoomed');
  const loss = run.curves('Loss');
  const shown = async () =>
    [await loss.getAttribute('aria-valuemin'), await loss.getAttribute('aria-valuemax')].map(
      Number,
    );
  expect(await shown()).toEqual([0, 2]);

  const box = (await loss.boundingBox())!;
  const [middle, quarter] = [box.x + box.width * 0.5, box.x + box.width * 0.75];
  const y = box.y + box.height / 2;
  await app.page.mouse.move(quarter, y);
  await app.page.mouse.down();
  await app.page.mouse.move(middle, y, { steps: 4 });
  await app.page.mouse.up();
  const [from, to] = await shown();
  expect(from).toBeGreaterThan(0.8);
  expect(to).toBeLessThan(1.7);
  expect(to! - from!).toBeGreaterThan(0.4);
  // The charts show the same stretch.
  await expect(run.curves('KL')).toHaveAttribute('aria-valuemin', String(from));

  await app.page.mouse.wheel(0, -200);
  await expect.poll(async () => (await shown())[1]! - (await shown())[0]!).toBeLessThan(0.4);
  await app.page.mouse.dblclick(middle, y);
  await expect.poll(shown).toEqual([0, 2]);

  await loss.focus();
  await loss.press('Home');
  await loss.press('+');
  await loss.press('+');
  await expect.poll(shown).toEqual([0, 0.5]);
  await loss.press('End');
  await expect.poll(shown).toEqual([1.5, 2]);
  await expect(loss).toHaveAttribute(
    'aria-valuetext',
    /^epoch 2: Train \d+\.\d\d, Test \d+\.\d\d$/,
  );
  await expect(loss).toHaveAccessibleDescription(
    /^From epoch 1\.5.*Train: from .* lowest .* highest/,
  );
  await app.page.getByRole('button', { name: 'Show the whole run (F)' }).click();
  await expect.poll(shown).toEqual([0, 2]);
});

test('the KL of each dimension is a map that is read, sorted and copied', async ({ launch }) => {
  const app = await launch();
  const config = {
    encoderSizes: [32],
    latentDimensions: 5,
    beta: 0.1,
    epochs: 3,
    trainLimit: 2000,
  };
  const { id } = await app.invoke('runs.create', { name: 'Mapped', config });
  await expect.poll(async () => (await app.invoke('runs.get', { run: id })).status).toBe('done');
  const run = await (await app.shell.openRuns()).open('Mapped');
  const metrics = await app.invoke('runs.metrics', { run: id });
  const kl = metrics.map(({ klPerDimension }) => [...klPerDimension]);

  await expect(run.klMap).toHaveAttribute('aria-valuetext', /^\d of 5 active after epoch 3$/);
  await run.klMap.focus();
  await run.klMap.press('ArrowLeft');
  await run.klMap.press('ArrowDown');
  const second = `z2: ${kl[1]![1]!.toFixed(3)} nats`;
  const third = `z3: ${kl[1]![2]!.toFixed(3)} nats`;
  await expect(run.klMap).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`after epoch 2, ${second}$`),
  );
  await run.klMap.press('ArrowDown');
  await expect(run.klMap).toHaveAttribute('aria-valuetext', new RegExp(`${third}$`));
  await run.klMap.press('Enter');
  await expect(run.digits).toHaveAccessibleName(/drawn after epoch 2$/);

  await app.page.getByText('By KL', { exact: true }).click();
  const box = (await run.klMap.boundingBox())!;
  await app.page.mouse.move(box.x + box.width - 2, box.y + 2);
  const most = Math.max(...kl[2]!);
  await expect(run.klMap).toHaveAttribute(
    'aria-valuetext',
    new RegExp(`z${kl[2]!.indexOf(most) + 1}: ${most.toFixed(3)} nats$`),
  );

  // What is pressed on the map or a curve, or dragged to on the map, is the epoch whose digits are shown.
  await app.page.mouse.move(box.x + 2, box.y + 2);
  await app.page.mouse.down();
  await expect(run.digits).toHaveAccessibleName(/drawn after epoch 1$/);
  await expect(run.epochSlider).toHaveAttribute('aria-valuetext', 'epoch 1');
  await app.page.mouse.move(box.x + box.width - 2, box.y + 2, { steps: 4 });
  await app.page.mouse.up();
  await expect(run.digits).toHaveAccessibleName(/drawn after epoch 3$/);
  const plot = (await run.curves('Loss').boundingBox())!;
  await app.page.mouse.click(plot.x + 0.68 * plot.width, plot.y + plot.height / 2);
  await expect(run.digits).toHaveAccessibleName(/drawn after epoch 2$/);

  await app.page.getByRole('button', { name: 'Copy KL of each dimension as CSV' }).click();
  const [, ...rows] = await copiedRows(app);
  expect(rows.map((row) => row.slice(2).map(Number))).toEqual(kl);
});

test('every point of the curves is copied as it is stored', async ({ launch }) => {
  const app = await launch();
  await trained(app, 'Copied');
  const run = await (await app.shell.openRuns()).open('Copied');
  await run.copyCsv.click();
  await expect(app.shell.messages).toContainText('Copied 40 steps and 2 epochs as CSV.');
  const { epochs } = await app.invoke('runs.steps', { run: run.id });
  const [head, ...rows] = await copiedRows(app);
  expect(head!.slice(0, 5)).toEqual(['epoch', 'step', 'loss', 'reconstruction', 'kl']);
  expect(rows.flatMap((row) => row.slice(2, 5).map(Number))).toEqual(
    epochs.flatMap(({ losses }) => [...losses]),
  );
  const testLoss = head!.indexOf('test_loss');
  const metrics = await app.invoke('runs.metrics', { run: run.id });
  expect(rows.map((row) => row[testLoss]).filter((text) => text !== '')).toEqual(
    metrics.map((epoch) => String(epoch.testLoss)),
  );
});

test('a posterior that collapsed is said to be, with what to try', async ({ launch }) => {
  const app = await launch();
  const config = {
    encoderSizes: [16],
    latentDimensions: 4,
    beta: 500,
    epochs: 2,
    trainLimit: 2000,
  };
  const { id } = await app.invoke('runs.create', { name: 'Collapsed', config });
  await expect.poll(async () => (await app.invoke('runs.get', { run: id })).status).toBe('done');
  await (await app.shell.openRuns()).open('Collapsed');
  const warning = app.page.getByRole('region', { name: 'Warning' });
  await expect(warning).toContainText('none of its 4 latent dimensions tells the decoder anything');
  await expect(warning).toContainText('a KL weight (beta) below 500');
});

test('a million steps are drawn, read and copied, none left out', async ({ launch, profile }) => {
  const long = { name: 'Long', epochs: 1600, stepsPerEpoch: 625, latentDimensions: 256 };
  await addLongRun(profile, long);
  const app = await launch();
  const run = await (await app.shell.openRuns()).open('Long');
  const loss = run.curves('Loss');
  await expect(loss).toHaveAttribute('aria-valuetext', /^latest: Train \d+\.\d\d, Test \d+\.\d\d$/);
  await expect(run.klMap).toHaveAttribute('aria-valuemax', '1600');

  // Zoomed in as far as single steps, the curve has the stored value of each.
  await loss.focus();
  await loss.press('Home');
  for (let times = 0; times < 18; times++) await loss.press('+');
  await loss.press('End');
  await app.page.getByRole('slider', { name: 'Smoothing' }).fill('0');
  await loss.focus();
  await loss.press('End');
  const { epochs } = await app.invoke('runs.steps', { run: run.id });
  const [reconstruction, kl] = epochs.at(-1)!.losses.slice(-2);
  const last = (reconstruction! + kl!).toFixed(2);
  await expect(loss).toHaveAttribute('aria-valuetext', new RegExp(`Train ${last}`));

  await run.copyCsv.click();
  await expect(app.shell.messages).toContainText('Copied 1,000,000 steps and 1,600 epochs as CSV.');
  const csv = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  const rows = csv.trimEnd().split('\n').slice(1);
  expect(rows).toHaveLength(1_000_000);
  let different = 0;
  rows.forEach((row, index) => {
    const [epoch, step, ...values] = row.split(',').map(Number);
    const { losses } = epochs[Math.floor(index / 625)]!;
    const at = (index % 625) * 3;
    const isSame =
      epoch === Math.floor(index / 625) + 1
      && step === (index % 625) + 1
      && [0, 1, 2].every((part) => values[part] === losses[at + part]);
    if (!isSame) different++;
  });
  expect(different).toBe(0);
});

test('a run leads to a sheet of its digits, a sheet of its epochs, and to other views', async ({
  launch,
}) => {
  const app = await launch();
  await trained(app, 'Shown');
  const open = async () => (await app.shell.openRuns()).open('Shown');
  await open();
  await app.page.getByRole('button', { name: 'Make a sheet of these digits' }).click();
  await expect(app.page.getByRole('heading', { name: 'Sheets', level: 1 })).toBeVisible();
  await open();
  await app.page.getByRole('button', { name: 'Make a sheet of the epochs' }).click();
  await expect(app.page.getByRole('heading', { name: 'Sheets', level: 1 })).toBeVisible();
  await open();
  await app.page.getByRole('main').getByRole('button', { name: 'Compare' }).click();
  await expect(app.page).toHaveURL(/#\/compare\//);
  await open();
  await app.page.getByRole('main').getByRole('button', { name: 'Explore' }).click();
  await expect(app.page).toHaveURL(/#\/explore/);
});
