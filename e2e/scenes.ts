import type { Page } from '@playwright/test';
import type { RunId } from '../shared/ids';

export interface Profile {
  /** Trained, newest first; the first has a long name, the last completes images. */
  readonly trained: readonly RunId[];
  readonly failed: RunId;
}

/** Something to see: how to get there from wherever one is. */
export interface Scene {
  readonly name: string;
  readonly show: (page: Page, profile: Profile) => Promise<void>;
}

export async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), `#/${hash}`);
}

const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name }).filter({ visible: true }).first().click();
const choose = (page: Page, name: string) =>
  page.getByRole('radio', { name, exact: true }).check({ force: true });

async function compare(page: Page, runs: readonly RunId[], panel: string): Promise<void> {
  await go(page, `compare/${runs.join(',')}`);
  await choose(page, panel);
}

async function explore(page: Page, run: RunId | undefined, tool: string): Promise<void> {
  await go(page, `explore/${run}`);
  await page.getByRole('img', { name: /^The digit at hand/ }).waitFor();
  await choose(page, tool);
}

/** What there is to see of the workbench, in the order in which one is shown after the other. */
export const scenes: readonly Scene[] = [
  {
    name: 'runs',
    show: async (page) => {
      await go(page, 'runs');
      await page.getByRole('row').nth(2).waitFor();
    },
  },
  { name: 'runs, filter', show: (page) => press(page, 'How to filter') },
  { name: 'runs, export', show: (page) => press(page, 'Export') },
  {
    name: 'runs, details',
    show: async (page) => {
      await page.keyboard.press('i');
      await page.getByRole('complementary', { name: 'Details' }).waitFor();
    },
  },
  {
    name: 'runs, grouped and selected',
    show: async (page) => {
      await press(page, 'Close details (I)');
      await page.getByRole('checkbox', { name: 'Group seeds' }).check();
      await page.keyboard.press('Control+a');
    },
  },
  {
    name: 'trash',
    show: async (page) => {
      await page.getByRole('checkbox', { name: 'Group seeds' }).uncheck();
      await go(page, 'runs/trash');
      await page.getByRole('row').nth(1).click();
    },
  },
  { name: 'trash, question', show: (page) => press(page, 'Empty trash') },
  {
    name: 'new run',
    show: async (page) => {
      await go(page, 'new');
      await page.getByRole('textbox', { name: 'Latent dimensions' }).fill('2');
      await page.getByRole('textbox', { name: 'Beta' }).fill('1');
    },
  },
  {
    name: 'new run, everything',
    show: async (page) => {
      const advanced = page.getByText('Advanced');
      if (!(await page.getByRole('textbox', { name: 'Free bits' }).isVisible()))
        await advanced.click();
      await page.getByRole('textbox', { name: 'Free bits' }).fill('-1');
    },
  },
  {
    name: 'new run, a sweep',
    show: async (page) => {
      await page.getByRole('textbox', { name: 'Free bits' }).fill('0');
      await page.getByRole('textbox', { name: 'Beta' }).fill('0.5; 1; 2; 4');
      await page.getByRole('textbox', { name: 'Latent dimensions' }).fill('2; 5; 10; 20');
      await page.getByText('All 16 runs').click();
    },
  },
  {
    name: 'queue',
    show: async (page) => {
      await go(page, 'queue');
      await page.getByRole('grid', { name: 'Queued runs' }).getByRole('row').nth(1).click();
    },
  },
  {
    name: 'run',
    show: async (page, { trained: [first] }) => {
      await go(page, `run/${first}`);
      await page.getByRole('img', { name: /digits drawn after epoch/ }).waitFor();
    },
  },
  { name: 'run, branch', show: (page) => page.keyboard.press('b') },
  {
    name: 'run that failed',
    show: async (page, { failed }) => {
      await go(page, `run/${failed}`);
      await page.getByRole('alert').waitFor();
    },
  },
  {
    name: 'compare, choice',
    show: async (page) => {
      await go(page, 'runs');
      await go(page, 'compare');
      await page
        .getByRole('table', { name: 'Runs to compare' })
        .or(page.getByRole('button', { name: 'Close' }))
        .first()
        .waitFor();
      const close = page.getByRole('button', { name: 'Close', exact: true });
      if (await close.isVisible()) await close.click();
      await page.getByRole('table', { name: 'Runs to compare' }).waitFor();
    },
  },
  ...([2, 6] as const).flatMap((count) => [
    {
      name: `compare, digits of ${count} runs`,
      show: async (page: Page, { trained: runs }: Profile) => {
        await compare(page, runs.slice(0, count), 'Digits');
        await page
          .getByRole('img', { name: / digits of / })
          .nth(count - 1)
          .waitFor();
      },
    },
    {
      name: `compare, curves of ${count} runs`,
      show: (page: Page, { trained: runs }: Profile) =>
        compare(page, runs.slice(0, count), 'Curves'),
    },
    {
      name: `compare, settings of ${count} runs`,
      show: (page: Page, { trained: runs }: Profile) =>
        compare(page, runs.slice(0, count), 'Settings and measures'),
    },
  ]),
  { name: 'compare, choose runs', show: (page) => press(page, 'Choose runs') },
  {
    name: 'compare, difference',
    show: async (page, { trained: runs }) => {
      await compare(page, runs.slice(0, 2), 'Digits');
      await choose(page, 'Difference');
    },
  },
  {
    name: 'compare, test images',
    show: async (page) => {
      await choose(page, 'Side by side');
      await choose(page, 'Same test images');
      await page
        .getByRole('img', { name: / digits of / })
        .nth(1)
        .waitFor();
      await page.keyboard.press('ArrowDown');
    },
  },
  ...['Latents', 'Prior', 'Walk', 'Blend', 'Rebuild', 'Draw'].map((tool) => ({
    name: `explore, ${tool}`,
    show: async (page: Page, { trained: runs }: Profile) => {
      if (tool === 'Latents') {
        await go(page, 'runs');
        await explore(page, runs[0], tool);
        await choose(page, 'Manifold');
      } else await choose(page, tool);
    },
  })),
  {
    name: 'explore, test set',
    show: async (page) => {
      await choose(page, 'Latents');
      await choose(page, 'Test set');
      await page.getByRole('img', { name: /^Posterior means/ }).waitFor();
    },
  },
  { name: 'explore, choose a run', show: (page) => press(page, /^Run: /) },
  {
    name: 'explore, completion',
    show: async (page, { trained: runs }) => {
      await go(page, 'runs');
      await explore(page, runs.at(-1), 'Image');
    },
  },
  {
    name: 'sheets, digits',
    show: async (page, { trained: [first] }) => {
      await go(page, `sheets/${first}`);
      await page.getByText('Compose', { exact: true }).click();
      await page.getByText(/decoded in/).waitFor();
    },
  },
  {
    name: 'sheets, runs',
    show: (page) =>
      page
        .getByLabel('Kind', { exact: true })
        .selectOption('Runs in rows')
        .then(() => undefined),
  },
  {
    name: 'sheets, of each run',
    show: async (page) => {
      await page.getByLabel('Kind', { exact: true }).selectOption('Digits and styles');
      await press(page, 'Of each run…');
    },
  },
  {
    name: 'sheets, save',
    show: async (page) => {
      await page
        .getByRole('dialog', { name: 'Export a sheet of each run' })
        .waitFor({ state: 'hidden' });
      await press(page, 'Save recipe…');
    },
  },
  { name: 'sheets, made', show: (page) => page.getByText('Made so far').click() },
  { name: 'sheets, saved', show: (page) => page.getByText('Saved recipes').click() },
  {
    name: 'datasets, classes',
    show: async (page) => {
      await go(page, 'datasets');
      await choose(page, 'Classes');
      await page.getByRole('table', { name: 'Classes' }).waitFor();
    },
  },
  {
    name: 'datasets, images',
    show: async (page) => {
      await choose(page, 'Images');
      await page.getByRole('grid', { name: 'Images' }).waitFor();
    },
  },
  { name: 'datasets, import', show: (page) => press(page, 'Import a folder…') },
  {
    name: 'shortcuts',
    show: async (page) => {
      await go(page, 'runs');
      await page.getByRole('row').nth(2).waitFor();
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor();
    },
  },
  {
    name: 'words',
    show: async (page) => {
      await press(page, /\(F1\)$/);
    },
  },
];
