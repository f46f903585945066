import type { Locator, Page } from '@playwright/test';

type Tool = 'Latents' | 'Prior' | 'Walk' | 'Blend' | 'Rebuild' | 'Image' | 'Draw';

/** The view that explores a checkpoint's latent space. */
export class ExplorePage {
  readonly heading: Locator;
  /** The digit at hand. */
  readonly digit: Locator;
  /** The same latent with each label. */
  readonly labels: Locator;
  readonly plane: Locator;
  readonly manifold: Locator;
  readonly scatter: Locator;
  /** Colours of the labels in the scatter. */
  readonly legend: Locator;
  /** Draws from the prior. */
  readonly samples: Locator;
  readonly walk: Locator;
  readonly rebuilt: Locator;
  readonly paper: Locator;
  /** The drawing as the model sees it. */
  readonly seen: Locator;
  readonly sheetLinks: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.heading = page.getByRole('heading', { name: 'Explore', level: 1 });
    this.digit = page.getByRole('img', { name: /^The digit at hand/ });
    this.labels = page.getByRole('group', { name: 'The same latent with each label' });
    this.plane = page.getByRole('application', { name: /^Plane/ });
    this.manifold = page.getByRole('img', { name: /^Manifold/ });
    this.scatter = page.getByRole('img', { name: /^Posterior means/ });
    this.legend = page.getByRole('group', { name: 'Show one label alone' });
    this.samples = page.getByRole('group', { name: 'Draws from the prior' });
    this.walk = page.getByRole('group', { name: 'The walk from A to B' });
    this.rebuilt = page.getByRole('img', { name: /^Test image/ });
    this.paper = page.getByLabel('Paper to draw a digit on');
    this.sheetLinks = page.getByRole('link', { name: 'Make a sheet' });
    this.seen = page.getByRole('img', { name: 'The drawing as the model sees it' });
  }

  /** Opens the view from the rail. */
  async open(): Promise<this> {
    await this.#page
      .getByRole('navigation', { name: 'Views' })
      .getByRole('link', { name: 'Explore' })
      .click();
    await this.heading.waitFor();
    return this;
  }

  label(label: number): Locator {
    return this.labels.getByRole('button', { name: `Label ${label}`, exact: true });
  }

  pen(name: 'Ink' | 'Eraser'): Locator {
    return this.#page.getByRole('radio', { name, exact: true });
  }

  /** A picture by its name. */
  picture(name: string): Locator {
    return this.#page.getByRole('img', { name, exact: true });
  }

  /** The slider of a latent dimension, counted from 1. */
  latent(dimension: number): Locator {
    return this.#page.getByRole('slider', { name: `z${dimension}`, exact: true });
  }

  async useTool(name: Tool): Promise<void> {
    await this.#page.getByRole('radio', { name, exact: true }).check({ force: true });
  }

  /** The button that names the run, and opens the list of others. */
  get run(): Locator {
    return this.#page.getByRole('button', { name: /^Run: / });
  }

  /** Explores another run, counted from the newest, which is 0. */
  async chooseRun(index: number): Promise<void> {
    await this.run.click();
    const runs = this.#page.getByRole('dialog', { name: 'Choose a run' });
    await runs.getByRole('row').nth(index).click();
    await runs.waitFor({ state: 'hidden' });
  }

  /** What lies behind the point. */
  async show(plane: 'Pad' | 'Manifold' | 'Test set'): Promise<void> {
    await this.#page.getByRole('radio', { name: plane, exact: true }).check({ force: true });
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#page.keyboard.press(key);
  }

  /** Where a test image's point lies in the plane: the middle one of those drawn, in CSS pixels. */
  pointInScatter(): Promise<{ x: number; y: number }> {
    return this.scatter.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { width, height, clientWidth } = canvas;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
      const drawn = [...Array(width * height).keys()].filter((pixel) => data[4 * pixel + 3]! > 0);
      const pixel = drawn[Math.floor(drawn.length / 2)]!;
      const scale = clientWidth / width;
      return { x: (pixel % width) * scale, y: Math.floor(pixel / width) * scale };
    });
  }

  /** Draws one stroke through these points of the paper, each 0..1 from its top left. */
  async draw(points: readonly (readonly [number, number])[]): Promise<void> {
    const box = await this.paper.boundingBox();
    if (box === null) throw new Error('The paper is not to be seen.');
    const { mouse } = this.#page;
    for (const [index, [x, y]] of points.entries()) {
      await mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 4 });
      if (index === 0) await mouse.down();
    }
    await mouse.up();
  }

  /** Draws a stroke as a pen does that is pressed by a force of 0 to 1. */
  async drawWithPen(points: readonly (readonly [number, number])[], force: number): Promise<void> {
    const box = await this.paper.boundingBox();
    if (box === null) throw new Error('The paper is not to be seen.');
    const devices = await this.#page.context().newCDPSession(this.#page);
    const at = ([x, y]: readonly [number, number]) => ({
      ...{ x: box.x + x * box.width, y: box.y + y * box.height },
      ...({ pointerType: 'pen', button: 'left', force } as const),
    });
    const [first, ...others] = points.map(at);
    const last = others.at(-1);
    if (first === undefined || last === undefined) throw new Error('A stroke has two points.');
    await devices.send('Input.dispatchMouseEvent', {
      ...first,
      type: 'mousePressed',
      buttons: 1,
      clickCount: 1,
    });
    for (const point of others)
      await devices.send('Input.dispatchMouseEvent', { ...point, type: 'mouseMoved', buttons: 1 });
    await devices.send('Input.dispatchMouseEvent', {
      ...last,
      type: 'mouseReleased',
      clickCount: 1,
    });
    await devices.detach();
  }
}
