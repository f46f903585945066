import type { ErrorReport } from '../../shared/errors';
import { pixelCount } from '../../shared/images';
import { oneHot } from './conditions';
import { explorer, type Arrive } from './explorer.svelte';
import { Live } from '../live.svelte';
import { decode, encodeOne, type ExploredModel } from './model';
import { testSet } from './test-set.svelte';

interface Wish {
  readonly model: ExploredModel;
  readonly index: number;
  readonly arrive: Arrive;
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
  readonly #live = new Live(rebuild);
  #index = $state(0);

  get rebuilt(): Rebuilt | null {
    return this.#live.result;
  }

  get error(): ErrorReport | null {
    return this.#live.error;
  }

  get index(): number {
    return this.#index;
  }

  choose(index: number): void {
    this.#index = index;
  }

  /** Rebuilds the image that is chosen, and goes to where it lies in the latent space. */
  rebuild(model: ExploredModel): void {
    void this.#live.want({ model, index: this.#index, arrive: explorer.setOut(this) });
  }

  chooseAny(): void {
    this.choose(Math.floor(Math.random() * Math.max(1, testSet.total)));
  }
}

async function rebuild({ model, index, arrive }: Wish): Promise<Rebuilt> {
  const { images, labels } = await testSet.images(model.dataset);
  const at = Math.min(index, labels.length - 1);
  const label = labels[at]!;
  const image = images.slice(at * pixelCount, (at + 1) * pixelCount);
  const mean = await encodeOne(model, label, image);
  arrive(mean, label);
  const reconstruction = await decode(model, [oneHot(model.classes, label)], mean);
  const pair = new Uint8Array(2 * pixelCount);
  pair.set(image);
  pair.set(reconstruction, pixelCount);
  return { index: at, label, total: labels.length, pair };
}

export const rebuilding = new Rebuilding();
