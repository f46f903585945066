import type { Locator, Page } from '@playwright/test';
import { QueuePage } from './queue-page';
import { RunPage } from './run-page';

/** The form of a new run. */
export class NewRunPage {
  readonly heading: Locator;
  readonly startButton: Locator;
  readonly name: Locator;
  /** How many fields need another value, or the layers that the fields give. */
  readonly summary: Locator;
  /** How many runs the values make, what differs, how long they take. */
  readonly sweep: Locator;
  /** Queues a sweep; its name tells of how many runs. */
  readonly queueButton: Locator;
  readonly tag: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'New run', level: 1 });
    this.startButton = page.getByRole('button', { name: 'Start training' });
    this.name = page.getByRole('textbox', { name: 'Name' });
    this.sweep = page.getByRole('region', { name: 'Summary' });
    this.queueButton = page.getByRole('button', { name: /^Queue [\d,]+ runs$/ });
    this.tag = page.getByRole('textbox', { name: 'Tag' });
    this.summary = page.getByText(/^784|fields? needs? another value/);
  }

  /** Its radio button lies under its label. */
  async choosePreset(label: string): Promise<void> {
    await this.#page.getByText(label, { exact: true }).click();
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

  /** Chooses several values of a field that has choices. */
  async chooseSeveral(label: string, values: readonly string[]): Promise<void> {
    const button = this.#page.getByRole('button', { name: `${label}: several values` });
    if (!(await button.isVisible())) await this.#page.getByText('Advanced').click();
    await button.click();
    const choices = this.#page.getByRole('group', { name: label });
    for (const value of values) await choices.getByRole('checkbox', { name: value }).check();
  }

  /** Queues a sweep; what is shown then is the queue. */
  async queue(): Promise<QueuePage> {
    await this.queueButton.click();
    const queue = new QueuePage(this.#page);
    await queue.heading.waitFor();
    return queue;
  }

  /** Starts the run; what is shown then is the run. */
  async start(): Promise<RunPage> {
    await this.startButton.click();
    const run = new RunPage(this.#page);
    await run.status.waitFor();
    return run;
  }
}
