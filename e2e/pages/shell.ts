import type { Locator, Page } from '@playwright/test';
import { DatasetsPage } from './datasets-page';
import { NewRunPage } from './new-run-page';
import { QueuePage } from './queue-page';
import { RunsPage } from './runs-page';
import { SheetsPage } from './sheets-page';

/** What is there whatever view is shown: the rail of views, the status bar, messages. */
export class Shell {
  readonly views: Locator;
  /** The run in training, told in every view. */
  readonly statusBar: Locator;
  readonly messages: Locator;
  /** Goes from theme to theme; its name says which is chosen. */
  readonly theme: Locator;
  readonly shortcuts: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.views = page.getByRole('navigation', { name: 'Views' });
    this.statusBar = page.getByRole('contentinfo', { name: 'Training' });
    this.messages = page.getByRole('region', { name: 'Messages' });
    this.theme = page.getByRole('button', { name: /^Theme: / });
    this.shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  }

  view(name: string): Locator {
    return this.views.getByRole('link', { name });
  }

  async openRuns(): Promise<RunsPage> {
    await this.view('Runs').click();
    return this.shown(new RunsPage(this.#page));
  }

  async openNewRun(): Promise<NewRunPage> {
    await this.view('New run').click();
    return this.shown(new NewRunPage(this.#page));
  }

  async openQueue(): Promise<QueuePage> {
    await this.view('Queue').click();
    return this.shown(new QueuePage(this.#page));
  }

  async openDatasets(): Promise<DatasetsPage> {
    await this.view('Datasets').click();
    return this.shown(new DatasetsPage(this.#page));
  }

  async openSheets(): Promise<SheetsPage> {
    await this.view('Sheets').click();
    return this.shown(new SheetsPage(this.#page));
  }

  private async shown<P extends { readonly heading: Locator }>(page: P): Promise<P> {
    await page.heading.waitFor();
    return page;
  }
}
