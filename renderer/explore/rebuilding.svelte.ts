import { pixelCount } from '../../shared/images';
import { oneHot } from './conditions';
import { explorer } from './explorer.svelte';
import { Live } from '../live.svelte';
import { decode, encodeOne, type ExploredModel } from './model';
import { testSet } from './test-set.svelte';

interface Wish {
  readonly model: ExploredModel;
  readonly index: number;
}

export interface Rebuilt {
  /** The image's number in the test set, counted from 0. */
  readonly index: number;
  readonly label: number;
  /** Images in the test set. */
  readonly total: number;
  /** Gray levels [2, 784]: the image, and what the decoder makes of its posterior's mean. */
  readonly pair: Uint8Array;
}

/** A test image and what the model makes of it. */
class Rebuilding {
  readonly rebuilt = new Live(rebuild);
  #index = $state(0);

  get index(): number {
    return this.#index;
  }

  /** Also goes to where the image lies in the latent space. */
  choose(index: number): void {
    this.#index = index;
  }

  chooseAny(): void {
    this.choose(Math.floor(Math.random() * Math.max(1, testSet.total)));
  }
}

async function rebuild({ model, index }: Wish): Promise<Rebuilt> {
  const { images, labels } = await testSet.images(model.dataset);
  const at = Math.min(index, labels.length - 1);
  const label = labels[at]!;
  const image = images.slice(at * pixelCount, (at + 1) * pixelCount);
  const mean = await encodeOne(model, label, image);
  explorer.chooseLabel(label);
  explorer.moveTo(mean);
  const reconstruction = await decode(model, [oneHot(model.classes, label)], mean);
  const pair = new Uint8Array(2 * pixelCount);
  pair.set(image);
  pair.set(reconstruction, pixelCount);
  return { index: at, label, total: labels.length, pair };
}

export const rebuilding = new Rebuilding();
