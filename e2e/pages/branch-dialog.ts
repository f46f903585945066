import type { Locator, Page } from '@playwright/test';

/** What is asked before a run goes on from a checkpoint of another. */
export class BranchDialog {
  readonly dialog: Locator;
  readonly queue: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: /^Branch from epoch/ });
    this.queue = this.dialog.getByRole('button', { name: 'Queue the branch' });
  }

  /** A field by its label, as the form of a new run has it. */
  field(label: string): Locator {
    return this.dialog.getByLabel(label, { exact: true });
  }
}
