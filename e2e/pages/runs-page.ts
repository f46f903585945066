import type { Locator, Page } from '@playwright/test';
import { RunPage } from './run-page';
import { TrashPage } from './trash-page';

/** The table of runs. */
export class RunsPage {
  readonly heading: Locator;
  readonly emptyState: Locator;
  readonly table: Locator;
  readonly filter: Locator;
  readonly newRun: Locator;
  readonly rename: Locator;
  readonly delete: Locator;
  /** How many runs there are, or of them are shown. */
  readonly count: Locator;
  /** How many are selected. */
  readonly selected: Locator;
  readonly compare: Locator;
  readonly star: Locator;
  readonly details: Locator;
  /** While a name is being edited. */
  readonly nameInput: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'Runs', level: 1 });
    this.emptyState = page.getByText('No runs yet');
    this.table = page.getByRole('grid', { name: 'Runs' }).or(page.getByRole('treegrid'));
    this.filter = page.getByRole('searchbox', { name: 'Filter runs' });
    this.newRun = page.getByRole('main').getByRole('button', { name: 'New run', exact: true });
    this.rename = page.getByRole('button', { name: 'Rename (F2)' });
    this.delete = page.getByRole('button', { name: 'Delete (Delete)' });
    this.count = page.getByRole('main').locator('header').first().getByRole('status');
    this.selected = page.getByRole('toolbar', { name: 'Selected runs' }).getByRole('status');
    this.compare = page.getByRole('button', { name: 'Compare', exact: true });
    this.star = page
      .getByRole('toolbar', { name: 'Selected runs' })
      .getByRole('button', { name: /\(S\)$/ });
    this.details = page.getByRole('complementary', { name: 'Details' });
    this.nameInput = page.getByRole('textbox', { name: 'Name of the run' });
  }

  /** The rows of runs whose name holds this text. */
  row(name: string): Locator {
    return this.table
      .getByRole('rowgroup')
      .getByRole('row')
      .filter({ has: this.#page.getByRole('gridcell').first().getByText(name) });
  }

  /** Groups of runs that differ in their seed alone. */
  get groups(): Locator {
    return this.table.locator('[role="row"][aria-expanded]');
  }

  async group(): Promise<void> {
    await this.#page.getByRole('checkbox', { name: 'Group seeds' }).check();
  }

  /** Writes runs, `All` or `Shown` or `Selected`, to where the test's dialog says. */
  async exportRuns(which: string, format: 'CSV' | 'JSON'): Promise<void> {
    await this.#page.getByRole('button', { name: 'Export', exact: true }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Export runs' });
    await dialog.getByText(which).click();
    await dialog.getByText(format, { exact: true }).click();
    await dialog.getByRole('button', { name: 'Export', exact: true }).click();
    await dialog.waitFor({ state: 'hidden' });
  }

  async openTrash(): Promise<TrashPage> {
    await this.#page.getByRole('button', { name: 'Trash', exact: true }).click();
    const trash = new TrashPage(this.#page);
    await trash.heading.waitFor();
    return trash;
  }

  /** Digits drawn by a run, in its row. */
  strip(name: string): Locator {
    return this.row(name).getByRole('img', { name: /^Digits drawn after epoch/ });
  }

  /** All rows below the head. */
  get rows(): Locator {
    return this.table.getByRole('rowgroup').getByRole('row');
  }

  /** Selects a run by a click beside its name. */
  async select(name: string): Promise<void> {
    await this.cell(name).click();
  }

  /** Where nothing but the row takes a click. */
  cell(name: string): Locator {
    return this.row(name).getByRole('gridcell').nth(2);
  }

  async open(name: string): Promise<RunPage> {
    await this.cell(name).dblclick();
    const run = new RunPage(this.#page);
    await run.heading.waitFor();
    return run;
  }
}
