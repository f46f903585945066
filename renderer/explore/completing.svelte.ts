import { pixelCount } from '../../shared/images';
import type { SheetImage } from '../../shared/sheets/content-schemas';
import { Live } from '../live.svelte';
import { complete, type ExploredModel } from './model';
import { testSet } from './test-set.svelte';

interface ImageWish {
  readonly model: ExploredModel;
  readonly index: number;
}

interface GuessWish {
  readonly model: ExploredModel;
  readonly image: Uint8Array;
}

interface TestImage {
  /** Its number in the test set, counted from 0. */
  readonly index: number;
  readonly label: number;
  /** Images in the test set. */
  readonly total: number;
  /** Gray levels [784]. */
  readonly image: Uint8Array;
}

/** The image that a model is shown some quadrants of: one of the test set, or one that was drawn. */
class Completing {
  readonly chosen = new Live(loadImage);
  /** Gray levels [784] of the image as the baseline completes it. */
  readonly guess = new Live(guessOf);
  #index = $state(0);
  #drawn = $state.raw<Uint8Array | null>(null);
  /** Gray levels [784]; null until it is loaded. */
  readonly image = $derived(this.#drawn ?? this.chosen.result?.image ?? null);
  /** As sheets name it. */
  readonly sheetImage = $derived<SheetImage>(
    this.#drawn === null ? (this.chosen.result?.index ?? this.#index) : hexOf(this.#drawn),
  );

  get index(): number {
    return this.#index;
  }

  get isDrawn(): boolean {
    return this.#drawn !== null;
  }

  /** Shows a test image. */
  choose(index: number): void {
    this.#drawn = null;
    this.#index = index;
  }

  chooseAny(): void {
    this.choose(Math.floor(Math.random() * Math.max(1, testSet.total)));
  }

  /** Shows the next test image with this label. */
  chooseNext(label: number): void {
    const { labels } = testSet;
    if (labels === null) return;
    const after = labels.indexOf(label, this.#index + 1);
    const next = after >= 0 ? after : labels.indexOf(label);
    if (next >= 0) this.choose(next);
  }

  /** Shows a drawing, gray levels [784]; the test image again without one. */
  draw(drawing: Uint8Array | null): void {
    this.#drawn = drawing;
  }
}

async function loadImage({ model, index }: ImageWish): Promise<TestImage> {
  const { images, labels } = await testSet.images(model.dataset);
  const at = Math.min(index, labels.length - 1);
  return {
    index: at,
    label: labels[at]!,
    total: labels.length,
    image: images.slice(at * pixelCount, (at + 1) * pixelCount),
  };
}

async function guessOf({ model, image }: GuessWish): Promise<Uint8Array> {
  return (await complete(model, image, new Float32Array(model.latentDimensions))).guesses;
}

const hexOf = (levels: Uint8Array): string =>
  Array.from(levels, (level) => level.toString(16).padStart(2, '0')).join('');

export const completing = new Completing();
