import type { Locator, Page } from '@playwright/test';
import { RunPage } from './run-page';

/** The form of a new run. */
export class NewRunPage {
  readonly heading: Locator;
  readonly startButton: Locator;
  readonly name: Locator;
  /** How many fields need another value, or the layers that the fields give. */
  readonly summary: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'New run', level: 1 });
    this.startButton = page.getByRole('button', { name: 'Start training' });
    this.name = page.getByRole('textbox', { name: 'Name' });
    this.summary = page.getByText(/^784|fields? needs? another value/);
  }

  preset(label: string): Locator {
    return this.#page.getByRole('radio', { name: label });
  }

  field(label: string): Locator {
    return this.#page.getByLabel(label, { exact: true });
  }

  /** Fills fields by their labels, advanced ones too. */
  async fill(values: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(values)) {
      const field = this.field(label);
      if (!(await field.isVisible())) await this.#page.getByText('Advanced').click();
      await field.fill(value);
    }
  }

  /** Starts the run; what is shown then is the run. */
  async start(): Promise<RunPage> {
    await this.startButton.click();
    const run = new RunPage(this.#page);
    await run.status.waitFor();
    return run;
  }
}
