import { expect, test } from '../fixtures';
import { recordNavigations } from '../main-process';
import { RunPage } from '../pages/run-page';
import { RunsPage } from '../pages/runs-page';

test('the first start says what to do, and reports no errors', async ({ launch }) => {
  const { page, shell } = await launch();
  const runs = new RunsPage(page);
  await expect(runs.emptyState).toBeVisible();
  await expect(shell.statusBar).toHaveText('No run in training');
  await expect(shell.view('Runs')).toHaveAttribute('aria-current', 'page');

  const sheets = await shell.openSheets();
  await expect(page.getByText('Nothing to sample from yet')).toBeVisible();
  await expect(sheets.exportButton).toBeHidden();

  await shell.openRuns();
  await runs.newRun.click();
  await expect(page.getByRole('heading', { name: 'New run', level: 1 })).toBeVisible();
});

test('who has no runs trains the first one with one press, and finds what its words mean', async ({
  launch,
}) => {
  const app = await launch();
  const { page } = app;
  await page.getByRole('button', { name: 'Train the Reference CVAE' }).click();
  const run = new RunPage(page);
  await expect(run.heading).toHaveText('Reference CVAE');
  await expect(run.status).toHaveText(/Queued|Running/);

  await page.getByRole('button', { name: /^What the curves mean/ }).click();
  const words = page.getByRole('dialog', { name: 'What the words mean' });
  await expect(words.getByText(/^Kullback–Leibler divergence/)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(words).toBeHidden();
  await run.stop.click();
});

test('the page reaches neither Node nor any channel that is not in the contract', async ({
  launch,
}) => {
  const { page } = await launch();
  const reach = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'Buffer', 'electron'].filter(
      (name) => name in window,
    ),
    workbench: Object.keys(window.workbench).sort(),
  }));
  expect(reach).toEqual({ globals: [], workbench: ['invoke', 'on', 'pathOf'] });

  const refused = await page.evaluate(() => {
    const workbench = window.workbench as unknown as {
      invoke: (...given: unknown[]) => Promise<unknown>;
    };
    return Promise.all([
      workbench.invoke('files.read', { path: '/etc/passwd' }),
      workbench.invoke('constructor'),
      workbench.invoke('runs.get', { run: '../../etc/passwd' }),
      workbench.invoke('runs.create', { name: '', config: { epochs: 1e9 } }),
    ]);
  });
  expect(refused).toEqual(
    refused.map(() => ({ ok: false, error: expect.objectContaining({ kind: 'invalid-input' }) })),
  );
});

test('the page runs no foreign script, leaves for nowhere and opens nothing', async ({
  launch,
}) => {
  const { electron, page, problems } = await launch();
  const injected = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.head.append(script);
    const fetched = await fetch('https://example.org/').then(
      () => true,
      () => false,
    );
    return { script: 'injected' in window, fetched };
  });
  expect(injected).toEqual({ script: false, fetched: false });
  expect(problems.splice(0).join()).toMatch(/Refused to execute inline.*Refused to connect/s);

  const opened = await page.evaluate(() => window.open('app://workbench/index.html') !== null);
  expect(opened).toBe(false);
  expect(electron.windows()).toHaveLength(1);

  const navigations = await recordNavigations(electron);
  for (const address of ['app://workbench/index.html?again', 'https://example.org/']) {
    await page.evaluate((target) => location.assign(target), address);
    await expect.poll(() => navigations.jsonValue()).toContainEqual({ address, isPrevented: true });
  }
});
