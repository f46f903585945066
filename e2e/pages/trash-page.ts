import type { Locator, Page } from '@playwright/test';

/** Deleted runs. */
export class TrashPage {
  readonly heading: Locator;
  readonly emptyState: Locator;
  readonly table: Locator;
  /** How many runs there are, and what emptying gives back. */
  readonly sum: Locator;
  readonly empty: Locator;
  /** Asks before anything is removed for good. */
  readonly question: Locator;
  readonly back: Locator;

  constructor(page: Page) {
    this.heading = page.getByRole('heading', { name: 'Trash', level: 1 });
    this.emptyState = page.getByText('The trash is empty');
    this.table = page.getByRole('grid', { name: 'Deleted runs' });
    this.sum = page.getByText(/emptying gives back/);
    this.empty = page.getByRole('button', { name: 'Empty trash' });
    this.question = page.getByRole('dialog', { name: 'Remove for good' });
    this.back = page.getByRole('button', { name: 'Back to the runs' }).first();
  }

  get rows(): Locator {
    return this.table.getByRole('rowgroup').getByRole('row');
  }

  async restore(name: string): Promise<void> {
    await this.table.getByRole('button', { name: `Restore ${name}`, exact: true }).click();
  }

  async removeAll(): Promise<void> {
    await this.empty.click();
    await this.question.getByRole('button', { name: 'Remove for good' }).click();
  }
}
