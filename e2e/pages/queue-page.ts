import type { Locator, Page } from '@playwright/test';

/** The queue: the run in training, those that wait, those that did not finish. */
export class QueuePage {
  readonly heading: Locator;
  readonly emptyState: Locator;
  /** How many are queued. */
  readonly count: Locator;
  readonly pause: Locator;
  readonly goOn: Locator;
  /** The queued runs, next first. */
  readonly table: Locator;
  readonly inTraining: Locator;
  readonly unfinished: Locator;
  /** Why no run is started by itself. */
  readonly held: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole('main');
    this.heading = main.getByRole('heading', { name: 'Queue', level: 1 });
    this.emptyState = main.getByText('Nothing is queued');
    this.count = main.getByRole('status').filter({ hasText: 'queued' }).first();
    this.pause = main.getByRole('button', { name: 'Pause the queue' });
    this.goOn = main.getByRole('button', { name: 'Go on' });
    this.table = main.getByRole('grid', { name: 'Queued runs' });
    this.inTraining = main.getByRole('region', { name: 'In training' });
    this.unfinished = main.getByRole('region', { name: 'Not finished' });
    this.held = main.getByRole('alert');
  }

  /** All rows below the head. */
  get rows(): Locator {
    return this.table.getByRole('rowgroup').getByRole('row');
  }

  /** Runs that did not finish, newest first, as far as they are in sight. */
  get unfinishedRows(): Locator {
    return this.unfinished.getByRole('row');
  }

  /** The rows of runs whose name holds this text. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.#page.getByRole('gridcell').nth(1).getByText(name) });
  }

  /** What differs, run by run. */
  get differences(): Locator {
    return this.rows.locator('[role="gridcell"]:nth-child(3)');
  }

  async select(name: string): Promise<void> {
    await this.row(name).getByRole('gridcell').nth(2).click();
  }
}
