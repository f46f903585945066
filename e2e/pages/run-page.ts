import type { Locator, Page } from '@playwright/test';
import type { RunId } from '../../shared/ids';
import { BranchDialog } from './branch-dialog';

/** The view of one run. */
export class RunPage {
  readonly heading: Locator;
  /** One word: `Queued`, `Running`, `Done`. */
  readonly status: Locator;
  readonly progress: Locator;
  readonly pause: Locator;
  readonly stop: Locator;
  readonly resume: Locator;
  readonly makeSheet: Locator;
  readonly rename: Locator;
  readonly nameInput: Locator;
  /** Why the run failed or was interrupted. */
  readonly notice: Locator;
  /** The picture of the digits; its name tells the epoch. */
  readonly digits: Locator;
  readonly epochSlider: Locator;
  readonly play: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole('main');
    const digits = page.getByRole('region', { name: 'Digits' });
    this.heading = main.getByRole('heading', { level: 1 });
    this.status = main.getByRole('status');
    this.progress = main.getByRole('progressbar', { name: 'Training' });
    this.pause = main.getByRole('button', { name: 'Pause' });
    this.stop = main.getByRole('button', { name: 'Stop', exact: true });
    this.resume = main.getByRole('button', { name: 'Resume' });
    this.makeSheet = main.getByRole('button', { name: 'Make a sheet', exact: true });
    this.rename = main.getByRole('button', { name: 'Rename (F2)' });
    this.nameInput = main.getByRole('textbox', { name: 'Name of the run' });
    this.notice = main.getByRole('alert');
    this.digits = digits.getByRole('img');
    this.epochSlider = digits.getByRole('slider', { name: 'Epoch of the digits' });
    this.play = digits.getByRole('button', { name: /Play/ });
  }

  /** A chart as keyboard and screen reader have it; its value's text reads the curves. */
  curves(title: 'Loss' | 'Reconstruction' | 'KL'): Locator {
    return this.#page.getByRole('slider', { name: `${title}: read the curves` });
  }

  /** The map of KL over dimensions and epochs; its value's text reads it. */
  get klMap(): Locator {
    return this.#page.getByRole('slider', { name: 'KL of each dimension: read the values' });
  }

  get copyCsv(): Locator {
    return this.#page.getByRole('button', { name: 'Copy every point as CSV' });
  }

  get star(): Locator {
    return this.#page.getByRole('main').getByRole('button', { name: /star \(S\)$/i });
  }

  get notes(): Locator {
    return this.#page.getByRole('textbox', { name: 'Notes on this run' });
  }

  get newTag(): Locator {
    return this.#page.getByRole('textbox', { name: 'Add a tag' });
  }

  get tags(): Locator {
    return this.#page.getByRole('list', { name: 'Tags' }).getByRole('listitem');
  }

  /** The runs of the lineage, each below its parent. */
  get lineage(): Locator {
    return this.#page.getByRole('region', { name: 'Lineage' }).getByRole('listitem');
  }

  get branchDialog(): BranchDialog {
    return new BranchDialog(this.#page);
  }

  /** Resolves when the first steps of the training are done. */
  async begun(): Promise<void> {
    await this.#page.getByRole('contentinfo').getByText('images/s').waitFor();
  }

  /** A row for each checkpoint, newest first. */
  get checkpoints(): Locator {
    const table = this.#page.getByRole('table', { name: 'Checkpoints' });
    return table.getByRole('row').filter({ has: this.#page.getByRole('cell') });
  }

  /** The value beside a label in a list such as `Measures`. */
  fact(list: string, label: string): Locator {
    return this.#page
      .getByRole('region', { name: list })
      .locator('div', { has: this.#page.getByRole('term').getByText(label, { exact: true }) })
      .getByRole('definition');
  }

  /** The run's id, as the page's address has it. */
  get id(): RunId {
    return new URL(this.#page.url()).hash.split('/').at(-1) as RunId;
  }
}
