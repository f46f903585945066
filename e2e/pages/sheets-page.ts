import type { Locator, Page } from '@playwright/test';
import { grayLevels, type GrayPicture } from '../pixels';

/** The view that composes sheets. */
export class SheetsPage {
  readonly heading: Locator;
  readonly kind: Locator;
  readonly run: Locator;
  readonly checkpoint: Locator;
  readonly count: Locator;
  readonly seed: Locator;
  readonly scale: Locator;
  readonly newLatents: Locator;
  readonly exportButton: Locator;
  /** The sheet as it will be, with how far its digits are decoded. */
  readonly preview: Locator;
  readonly picture: Locator;
  /** What came of making an opened sheet again. */
  readonly check: Locator;
  readonly made: Locator;
  readonly saved: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'Sheets', level: 1 });
    this.kind = page.getByLabel('Kind', { exact: true });
    this.run = page.getByLabel('Run', { exact: true });
    this.checkpoint = page.getByLabel('Checkpoint', { exact: true });
    this.count = page.getByLabel('How many of each');
    this.seed = page.getByLabel('Seed', { exact: true });
    this.scale = page.getByLabel('Scale', { exact: true });
    this.newLatents = page.getByRole('button', { name: 'New latents' });
    this.exportButton = page.getByRole('button', { name: 'Export…' });
    this.check = page.getByRole('status', { name: 'Opened sheet' });
    this.made = page.getByRole('list', { name: 'Sheets made so far' });
    this.saved = page.getByRole('list', { name: 'Saved recipes' });
    this.preview = page.getByRole('region', { name: 'Sheet', exact: true });
    this.picture = this.preview.getByRole('img');
  }

  /** Opens one of the view's parts. */
  async show(part: 'Compose' | 'Made so far' | 'Saved recipes'): Promise<void> {
    await this.#page.getByRole('radiogroup', { name: 'Part' }).getByText(part).click();
  }

  async saveRecipe(name: string): Promise<void> {
    await this.#page.getByRole('button', { name: 'Save recipe…' }).click();
    const dialog = this.#page.getByRole('dialog', { name: 'Save recipe' });
    await dialog.getByLabel('Name').fill(name);
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  }

  field(label: string): Locator {
    return this.#page.getByRole('form', { name: 'Recipe' }).getByLabel(label, { exact: true });
  }

  digit(label: number): Locator {
    return this.#page
      .getByRole('group', { name: 'Digits' })
      .getByRole('button', { name: String(label), exact: true });
  }

  async chooseFormat(format: 'PNG' | 'SVG' | 'PDF'): Promise<void> {
    await this.#page.getByRole('radiogroup', { name: 'Format' }).getByText(format).click();
  }

  /** Nothing around the digits. */
  async onlyDigits(): Promise<void> {
    await this.field('Margin').fill('0');
    await this.#page.getByLabel('Headings of rows and columns').uncheck();
    await this.#page.getByLabel('Legend').uncheck();
  }

  /** Shows as many pixels as the file will have. */
  async showAsFile(): Promise<void> {
    const percent = async () =>
      Number.parseInt((await this.preview.getByText(/^\d+%$/).textContent()) ?? '');
    while ((await percent()) < 100)
      await this.preview.getByRole('button', { name: /Larger/ }).click();
    while ((await percent()) > 100)
      await this.preview.getByRole('button', { name: /Smaller/ }).click();
  }

  /** What is shown of the sheet, all of which has to be in sight. Throws when some of it is not gray. */
  async shown(): Promise<GrayPicture> {
    const { width, height, rgba } = await this.picture
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const context = canvas.getContext('2d');
        if (context === null) throw new Error('The canvas has no 2d context.');
        const alpha = (x: number, y: number) => context.getImageData(x, y, 1, 1).data[3]!;
        const middle = [Math.floor(canvas.width / 2), Math.floor(canvas.height / 2)] as const;
        let [left, top, right, bottom] = [...middle, ...middle];
        while (left > 0 && alpha(left - 1, middle[1]) > 0) left--;
        while (top > 0 && alpha(middle[0], top - 1) > 0) top--;
        while (right < canvas.width && alpha(right, middle[1]) > 0) right++;
        while (bottom < canvas.height && alpha(middle[0], bottom) > 0) bottom++;
        const { data } = context.getImageData(left, top, right - left, bottom - top);
        return { width: right - left, height: bottom - top, rgba: new Uint8Array(data) };
      });
    return { width, height, levels: grayLevels(rgba) };
  }
}
