import { copyFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../fixtures';
import { writeBlankIdxFiles, writeIdxFiles } from '../idx';
import { chooseFolder, chooseFromMenu } from '../main-process';
import { mnistBytes } from '../mnist';
import { DatasetsPage } from '../pages/datasets-page';
import { NewRunPage } from '../pages/new-run-page';
import { RunsPage } from '../pages/runs-page';
import { shadesOn } from '../pixels';
import { brief } from '../trainings';

const formatted = (count: number): string => count.toLocaleString('en');

test('MNIST is there, class by class, and stays', async ({ launch }) => {
  const { shell } = await launch();
  const datasets = await shell.openDatasets();
  await expect(datasets.dataset('MNIST')).toBeChecked();
  await expect(datasets.panel).toContainText('60,000 training images');
  const classes = datasets.classes(datasets.panel);
  await expect(classes).toHaveCount(10);
  await expect(classes.nth(1)).toContainText('6,742');
  expect(await shadesOn(classes.first().getByRole('img').last())).toBeGreaterThan(100);
  await expect(datasets.remove).toBeHidden();
});

test('every image of a class is looked at, of either part', async ({ launch }) => {
  const { page, shell } = await launch();
  const datasets = await shell.openDatasets();
  await datasets.browse(4);
  await expect(datasets.panel.getByText('Training (5,842)')).toBeVisible();
  const labels = (await mnistBytes('train-labels-idx1-ubyte', 60_008)).subarray(8);
  const first = formatted(labels.indexOf(4) + 1);
  const last = formatted(labels.lastIndexOf(4) + 1);
  await expect(datasets.reading).toHaveText(`class 4 · image ${first} of the training set`);
  await datasets.images.focus();
  await page.keyboard.press('End');
  await expect(datasets.reading).toHaveText(`class 4 · image ${last} of the training set`);
  const row = datasets.images.getByRole('img', { name: /to 5,842$/ });
  expect(await shadesOn(row)).toBeGreaterThan(50);
  await page.keyboard.press('Home');
  await datasets.panel.getByText('Test (982)').click();
  await expect(datasets.reading).toHaveText(/^class 4 · image \d+ of the test set$/);
  await datasets.panel.getByLabel('Class of the images').selectOption('All classes (10,000)');
  await expect(datasets.reading).toHaveText('class 7 · image 1 of the test set');
});

test('an import that is cancelled while it copies leaves nothing', async ({
  launch,
  folder,
  profile,
}) => {
  const { electron, shell } = await launch();
  const source = await writeBlankIdxFiles(join(folder, 'blank'), { train: 400_000, test: 1 });
  const datasets = await shell.openDatasets();
  await chooseFolder(electron, source);
  await datasets.importFolder.click();
  await expect(datasets.dialog).toContainText('400,000 training images');
  await datasets.importButton.click();
  await datasets.dialog.getByRole('progressbar').waitFor();
  expect(await readdir(join(profile, 'datasets'))).toHaveLength(1);
  await datasets.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(datasets.dialog).toBeHidden();
  await expect.poll(() => readdir(join(profile, 'datasets'))).toEqual([]);
  await expect(datasets.dataset('blank')).toBeHidden();
});

test('the menu imports a dataset from any view, and asks which of two files to take', async ({
  launch,
  folder,
}) => {
  const { electron, page, shell } = await launch();
  const source = await writeIdxFiles(join(folder, 'bars'), { classes: 3, train: 300, test: 60 });
  const labels = join(source, 'train-labels-idx1-ubyte');
  await copyFile(labels, join(source, 'train-labels.idx1-ubyte'));
  await copyFile(labels, `${labels}.crdownload`);
  await chooseFolder(electron, source);
  await shell.openSheets();
  await chooseFromMenu(electron, 'Import dataset folder…');
  const datasets = new DatasetsPage(page);
  await expect(datasets.heading).toBeVisible();
  await expect(datasets.dialog).toContainText('both named as the training labels');
  await expect(datasets.dialog).toContainText('train-labels-idx1-ubyte.crdownload');
  await expect(datasets.continueButton).toBeDisabled();
  await datasets.source('Training labels').selectOption('train-labels.idx1-ubyte (300 labels)');
  await datasets.continueButton.click();
  await expect(datasets.importName).toHaveValue('bars');
  await datasets.sortButton.click();
  await datasets.source('Training labels').selectOption('t10k-labels-idx1-ubyte (60 labels)');
  await expect(datasets.continueButton).toBeDisabled();
  await datasets.source('Test labels').selectOption('train-labels-idx1-ubyte (300 labels)');
  await datasets.continueButton.click();
  await expect(datasets.dialog.getByRole('alert')).toContainText('holds 60 labels, expected 300');
  await datasets.source('Training labels').selectOption('train-labels-idx1-ubyte (300 labels)');
  await datasets.source('Test labels').selectOption('t10k-labels-idx1-ubyte (60 labels)');
  await datasets.continueButton.click();
  await datasets.importButton.click();
  await expect(datasets.dataset('bars')).toBeChecked();
});

test('a damaged file is told, and imported once it is mended', async ({ launch, folder }) => {
  const { electron, shell } = await launch();
  const source = await writeIdxFiles(join(folder, 'bars'), { classes: 3, train: 300, test: 60 });
  const damaged = join(source, 'train-labels-idx1-ubyte');
  await writeFile(damaged, new Uint8Array(12));
  const datasets = await shell.openDatasets();
  await chooseFolder(electron, source);
  await datasets.importFolder.click();
  await expect(datasets.dialog.getByRole('alert')).toContainText('train-labels-idx1-ubyte');
  await expect(datasets.dialog.getByRole('alert')).toContainText('Nothing was imported.');
  await datasets.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(datasets.dialog).toBeHidden();

  await writeIdxFiles(join(folder, 'whole'), { classes: 3, train: 300, test: 60 });
  await chooseFolder(electron, join(folder, 'whole'));
  await datasets.importFolder.click();
  await expect(datasets.dialog).toContainText('3 classes, 300 training images, 60 test images');
  await expect(datasets.classes(datasets.dialog)).toHaveCount(3);
  await datasets.importName.fill('mnist');
  await datasets.importButton.click();
  await expect(datasets.importName).toHaveAccessibleDescription(
    'There is a dataset named “mnist” already.',
  );
  await datasets.importName.fill('Bars');
  await datasets.importButton.click();
  await expect(datasets.dialog).toBeHidden();
  await expect(datasets.dataset('Bars')).toBeChecked();
  await expect(datasets.panel).toContainText('3 classes');
});

test('what is dropped trains a run, and goes when no run needs it', async ({ launch, folder }) => {
  const app = await launch();
  const { page, shell } = app;
  const source = await writeIdxFiles(join(folder, 'bars'), { classes: 3, train: 300, test: 60 });
  const datasets = await shell.openDatasets();
  await datasets.drop(source);
  await expect(datasets.importName).toHaveValue('bars');
  await datasets.importButton.click();
  await expect(datasets.dataset('bars')).toBeChecked();
  await page.keyboard.press('F2');
  await datasets.nameInput.fill('Three bars');
  await datasets.nameInput.press('Enter');
  await expect(datasets.dataset('Three bars')).toBeChecked();

  await datasets.newRun.click();
  const newRun = new NewRunPage(page);
  await newRun.heading.waitFor();
  await expect(newRun.field('Dataset')).toHaveValue('bars');
  await newRun.fill({ ...brief, 'Training images': '0' });
  await newRun.name.fill('On bars');
  const run = await newRun.start();
  await expect(run.status).toHaveText('Done');

  await shell.openDatasets();
  await datasets.dataset('Three bars').focus();
  await page.keyboard.press('Space');
  await expect(datasets.panel.getByRole('link', { name: '1 run' })).toBeVisible();
  await datasets.remove.click();
  await expect(datasets.refusal).toContainText('a run needs it: “On bars”');
  await datasets.refusal.getByRole('button', { name: 'Show these runs' }).click();
  const runs = new RunsPage(page);
  await expect(runs.filter).toHaveValue('dataset:bars');
  await expect(runs.rows).toHaveCount(1);

  await shell.openDatasets();
  await datasets.drop(source);
  await datasets.importButton.click();
  await expect(datasets.dialog.getByRole('alert')).toContainText('which is here already');
  await page.keyboard.press('Escape');

  await shell.openRuns();
  await runs.filter.fill('');
  await runs.select('On bars');
  await runs.delete.click();
  await (await runs.openTrash()).removeAll();
  await expect(shell.messages).toContainText('to the disk.');
  await shell.openDatasets();
  await datasets.dataset('Three bars').focus();
  await page.keyboard.press('Delete');
  await expect(datasets.dataset('Three bars')).toBeHidden();
});

test('a dataset without runs is removed, and comes back by undo', async ({ launch, folder }) => {
  const { page, shell } = await launch();
  const source = await writeIdxFiles(join(folder, 'bars'), { classes: 3, train: 300, test: 60 });
  const datasets = await shell.openDatasets();
  await datasets.drop(source);
  await datasets.transpose.check();
  await datasets.importButton.click();
  await expect(datasets.dataset('bars')).toBeChecked();
  await page.keyboard.press('Delete');
  await expect(datasets.dataset('bars')).toBeHidden();
  await expect(shell.messages).toContainText('Removed “bars”.');
  await page.keyboard.press('Control+z');
  await expect(datasets.dataset('bars')).toBeChecked();
});
