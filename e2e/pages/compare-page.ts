import type { Locator, Page } from '@playwright/test';

/** The view that puts runs side by side. */
export class ComparePage {
  readonly heading: Locator;
  readonly emptyState: Locator;
  /** Where runs are chosen. */
  readonly choices: Locator;
  readonly search: Locator;
  readonly epoch: Locator;
  readonly tiles: Locator;
  readonly labels: Locator;
  readonly columns: Locator;
  readonly name: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'Compare', level: 1 });
    this.emptyState = page.getByText('Nothing to compare yet');
    this.choices = page.getByRole('table', { name: 'Runs to compare' });
    this.search = page.getByRole('searchbox', { name: 'Find runs' });
    this.epoch = page.getByRole('slider', { name: 'Epoch' });
    this.tiles = page.getByRole('application', { name: /^Tiles/ });
    this.columns = page.getByRole('combobox', { name: 'Tiles of each label' });
    this.name = page.getByRole('textbox', { name: 'Name of the comparison' });
    this.labels = page.getByRole('group', { name: 'Labels' });
  }

  /** Opens the view from the rail. */
  async open(): Promise<this> {
    await this.#page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'Compare' })
      .click();
    await this.heading.waitFor();
    return this;
  }

  /** Puts these runs side by side, from where runs are chosen. */
  async choose(...names: readonly string[]): Promise<void> {
    for (const name of names) await this.choices.getByRole('checkbox', { name }).check();
    await this.#page.getByRole('button', { name: `Compare ${names.length} runs` }).click();
    await this.tiles.waitFor();
  }

  /** The tiles of a run. */
  digits(run: string): Locator {
    return this.tiles.getByRole('img', { name: new RegExp(`digits of ${run}$`) });
  }

  /** The head of a run's column. */
  head(run: string): Locator {
    return this.tiles.locator('.head', { hasText: run }).first();
  }

  /** Chooses what is told of the runs, what is the same in all of them, or how they are shown. */
  async show(
    what:
      | ('Digits' | 'Curves' | 'Settings and measures')
      | ('Same latents' | 'Same test images' | 'Snapshots')
      | ('Side by side' | 'Blink' | 'Difference')
      | ('Epochs' | 'Steps' | 'Seconds'),
  ): Promise<void> {
    await this.choice(what).check({ force: true });
  }

  /** One of several that exclude each other. */
  choice(name: string): Locator {
    return this.#page.getByRole('radio', { name, exact: true });
  }

  button(name: string | RegExp): Locator {
    return this.#page.getByRole('main').getByRole('button', { name });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }
}
