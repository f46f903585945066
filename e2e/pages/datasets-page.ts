import type { Locator, Page } from '@playwright/test';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** The datasets, what is in the chosen one, and the import of another. */
export class DatasetsPage {
  readonly heading: Locator;
  readonly importFiles: Locator;
  readonly importFolder: Locator;
  /** What is told of the chosen one. */
  readonly panel: Locator;
  readonly rename: Locator;
  readonly remove: Locator;
  readonly nameInput: Locator;
  readonly newRun: Locator;
  /** Why the chosen one was not removed. */
  readonly refusal: Locator;
  readonly dialog: Locator;
  readonly importName: Locator;
  readonly transpose: Locator;
  readonly importButton: Locator;
  /** Leads to a choice of which file is which, and on from there. */
  readonly sortButton: Locator;
  readonly continueButton: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    const main = page.getByRole('main');
    this.heading = main.getByRole('heading', { name: 'Datasets', level: 1 });
    this.importFiles = main.getByRole('button', { name: 'Import files…' });
    this.importFolder = main.getByRole('button', { name: 'Import a folder…' });
    this.panel = main.getByRole('region', { name: 'Dataset' });
    this.rename = this.panel.getByRole('button', { name: 'Rename (F2)' });
    this.remove = this.panel.getByRole('button', { name: 'Remove (Delete)' });
    this.nameInput = this.panel.getByRole('textbox', { name: 'Name of the dataset' });
    this.newRun = this.panel.getByRole('button', { name: 'New run with this dataset' });
    this.refusal = this.panel.getByRole('alert');
    this.dialog = page.getByRole('dialog', { name: 'Import a dataset' });
    this.importName = this.dialog.getByRole('textbox', { name: 'Name' });
    this.transpose = this.dialog.getByRole('checkbox');
    this.sortButton = this.dialog.getByRole('button', { name: 'Choose which file is which…' });
    this.continueButton = this.dialog.getByRole('button', { name: 'Continue' });
    this.importButton = this.dialog.getByRole('button', { name: 'Import', exact: true });
  }

  /** The choice of the file of a part. */
  source(part: string): Locator {
    return this.dialog.getByRole('combobox', { name: part });
  }

  dataset(name: string): Locator {
    return this.#page.getByRole('radio', { name });
  }

  /** All images, or those of a class. */
  get images(): Locator {
    return this.panel.getByRole('grid', { name: 'Images' });
  }

  /** What image is read. */
  get reading(): Locator {
    return this.panel.getByRole('status');
  }

  async browse(label: number): Promise<void> {
    await this.panel.getByRole('button', { name: `All images of class ${label}` }).click();
  }

  /** Rows of classes, in the panel or in the dialog. */
  classes(within: Locator): Locator {
    return within.getByRole('table', { name: 'Classes' }).getByRole('rowgroup').getByRole('row');
  }

  /** Drops the files of a folder on the view, as from a file manager. */
  async drop(folder: string): Promise<void> {
    const names = await readdir(folder);
    const input = await this.#page.evaluateHandle(() => {
      const element = document.createElement('input');
      element.type = 'file';
      element.multiple = true;
      return element;
    });
    await input.setInputFiles(names.map((name) => join(folder, name)));
    await this.heading.evaluate((heading, element) => {
      const dataTransfer = new DataTransfer();
      for (const file of element.files ?? []) dataTransfer.items.add(file);
      for (const type of ['dragover', 'drop']) {
        heading.dispatchEvent(
          new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }),
        );
      }
    }, input);
    await input.dispose();
  }
}
