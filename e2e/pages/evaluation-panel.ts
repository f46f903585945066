import type { Locator, Page } from '@playwright/test';

/** The part of a run's view that measures checkpoints on demand. */
export class EvaluationPanel {
  readonly checkpoint: Locator;
  readonly latents: Locator;
  readonly evaluate: Locator;
  readonly cancel: Locator;
  readonly progress: Locator;
  readonly #panel: Locator;

  constructor(page: Page) {
    this.#panel = page.getByRole('region', { name: 'Evaluation' });
    this.checkpoint = this.#panel.getByRole('combobox', { name: 'Checkpoint to evaluate' });
    this.latents = this.#panel.getByRole('combobox', { name: /^Latents for/ });
    this.evaluate = this.#panel.getByRole('button', { name: 'Evaluate' });
    this.cancel = this.#panel.getByRole('button', { name: 'Cancel' });
    this.progress = this.#panel.getByRole('progressbar');
  }

  /** What is said of a measure: its value, and what to read it by. */
  measure(label: string): Locator {
    return this.#panel
      .locator('div', { has: this.#panel.page().getByRole('term').getByText(label) })
      .getByRole('definition');
  }
}
