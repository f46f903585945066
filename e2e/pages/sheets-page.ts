import type { Locator, Page } from '@playwright/test';

/** The view that composes a sheet of sampled digits. */
export class SheetsPage {
  readonly heading: Locator;
  readonly run: Locator;
  readonly checkpoint: Locator;
  readonly count: Locator;
  readonly seed: Locator;
  readonly scale: Locator;
  readonly newLatents: Locator;
  readonly exportButton: Locator;
  /** The sheet as it will be, with how far its digits are decoded. */
  readonly preview: Locator;
  readonly pictures: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'Sheets', level: 1 });
    this.run = page.getByLabel('Run', { exact: true });
    this.checkpoint = page.getByLabel('Checkpoint', { exact: true });
    this.count = page.getByLabel('How many of each');
    this.seed = page.getByLabel('Seed', { exact: true });
    this.scale = page.getByLabel('Scale of the file');
    this.newLatents = page.getByRole('button', { name: 'New latents' });
    this.exportButton = page.getByRole('button', { name: /^Export/ });
    this.preview = page.getByRole('region', { name: 'Sheet', exact: true });
    this.pictures = this.preview.getByRole('img');
  }

  digit(label: number): Locator {
    return this.#page
      .getByRole('group', { name: 'Digits' })
      .getByRole('button', { name: String(label), exact: true });
  }
}
