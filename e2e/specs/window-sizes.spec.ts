import { join } from 'node:path';
import type { RunId } from '../../shared/ids';
import { expect, test } from '../fixtures';
import { writeIdxFiles } from '../idx';
import { layoutProblems } from '../layout';
import { chooseFolder, saveFilesAt } from '../main-process';
import { fillProfile } from '../many-runs';
import { SheetsPage } from '../pages/sheets-page';
import type { RunningApp } from '../running-app';
import { go, scenes, type Profile } from '../scenes';

/** Of the window’s content at a zoom of 100 %, and the zoom. */
const windows = [
  { width: 860, height: 560, zoom: 1 },
  { width: 1024, height: 700, zoom: 1 },
  { width: 1440, height: 900, zoom: 1 },
  { width: 1440, height: 900, zoom: 2 },
  { width: 1024, height: 700, zoom: 2 },
] as const;

const longName = 'A run with a name that says all of what was tried in it, and why '
  .repeat(2)
  .trim();
/** How a comparison begins. */
const looks = {
  panel: 'digits',
  anchor: 'latents',
  seed: 1,
  epoch: null,
  labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  columns: null,
  sharesLatents: true,
  byLabel: true,
  layout: 'columns',
  pair: null,
  zoom: null,
  axis: 'epochs',
  scale: 'fit',
  stretch: null,
  showsAllSettings: false,
} as const;
const tiny = { encoderSizes: [16], decoderSizes: [16], epochs: 2, trainLimit: 400 };

test('no view is cut off or lies over itself, whatever the window’s size', async ({
  launch,
  folder: root,
  profile: folder,
}) => {
  await fillProfile(folder, 60);
  const app = await launch();
  const { page } = app;
  const profile = await fill(app, root);
  for (const { width, height, zoom } of windows) {
    await resize(app, width, height, zoom);
    for (const scene of scenes) {
      await page.keyboard.press('Escape');
      await scene.show(page, profile);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const problems = await layoutProblems(page);
        const title = `${scene.name}, ${width} x ${height} at ${100 * zoom} %, ${colorScheme}`;
        if (problems.length > 0)
          await test
            .info()
            .attach(title, { body: await page.screenshot(), contentType: 'image/png' });
        expect.soft(problems, title).toEqual([]);
      }
    }
  }
});

/** Fills what has places for it: runs in every state, a queue, the trash, sheets, comparisons, datasets. */
async function fill(app: RunningApp, folder: string): Promise<Profile> {
  const configs = [
    { ...tiny, conditioning: 'quadrants-2', baselineEpochs: 1 },
    { ...tiny, beta: 2 },
    { ...tiny, conditioning: 'none' },
    { ...tiny, latentDimensions: 20 },
    { ...tiny, latentDimensions: 5, beta: 4 },
    { ...tiny, latentDimensions: 10 },
    tiny,
  ] as const;
  const runs = await app.invoke('queue.add', {
    runs: configs.map((config, index) => ({
      name: index === configs.length - 1 ? longName : '',
      config,
    })),
    tags: ['window sizes'],
  });
  for (const run of runs)
    await expect.poll(async () => (await app.invoke('runs.get', { run })).status).toBe('done');
  const trained = runs.toReversed();
  await app.invoke('queue.setPaused', { paused: true });
  const waiting = { ...tiny, epochs: 30 };
  await app.invoke('queue.add', {
    runs: [1, 2, 3].map((seed) => ({ name: '', config: { ...waiting, seed } })),
    tags: [],
  });
  const list = await app.invoke('runs.list');
  const seeded = list.filter(({ name }) => name.startsWith('Run '));
  await app.invoke('runs.delete', { runs: seeded.slice(0, 3).map(({ id }) => id) });
  await app.invoke('comparisons.save', {
    name: longName,
    compared: { ...looks, runs: trained.slice(0, 6) },
  });
  await app.invoke('datasets.inspect', {
    paths: [await writeIdxFiles(join(folder, 'small'), { classes: 3, train: 30, test: 6 })],
  });
  await app.invoke('datasets.import', { name: longName.slice(0, 60), transpose: false });
  await writeIdxFiles(join(folder, 'other'), { classes: 4, train: 30, test: 6 });
  await chooseFolder(app.electron, join(folder, 'other'));
  const failed = seeded.find(({ status }) => status === 'failed')!.id;
  await makeSheet(app, folder, trained[0]!);
  return { trained, failed };
}

/** A sheet in the list of those that were made, and its recipe in the list of those that are kept. */
async function makeSheet(app: RunningApp, folder: string, run: RunId): Promise<void> {
  await go(app.page, `sheets/${run}`);
  await app.page.getByText(/decoded in/).waitFor();
  await saveFilesAt(app.electron, join(folder, 'sheet.png'));
  const sheets = new SheetsPage(app.page);
  await sheets.exportButton.click();
  await sheets.saveRecipe(longName);
  const dismiss = app.shell.messages.getByRole('button', { name: 'Dismiss' });
  await expect(dismiss).toHaveCount(2);
  for (let left = 2; left > 0; left--) await dismiss.first().click();
}

async function resize(app: RunningApp, width: number, height: number, zoom: number): Promise<void> {
  await app.electron.evaluate(
    ({ BrowserWindow }, [w, h, factor]) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      window.setContentSize(w, h);
      window.webContents.setZoomFactor(factor);
    },
    [width, height, zoom] as const,
  );
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(width / zoom);
}
