import { pixelCount } from '../../shared/images';
import { explorer } from './explorer.svelte';
import { Live } from '../live.svelte';
import { encodeOne, type ExploredModel } from './model';

interface Wish {
  readonly model: ExploredModel;
  readonly label: number;
  readonly image: Uint8Array;
}

/** A digit that was drawn by hand. While it changes, one is wherever the encoder puts it. */
class OwnDigit {
  /** Resolves to what was encoded. */
  readonly encoded = new Live(goToDrawing);
  #image = $state.raw<Uint8Array | null>(null);

  /** As the model sees it: gray levels [784]; null for blank paper. */
  get image(): Uint8Array | null {
    return this.#image;
  }

  /** Blank until something is drawn. */
  readonly shown = $derived(this.#image ?? new Uint8Array(pixelCount));

  set image(image: Uint8Array | null) {
    this.#image = image;
  }
}

async function goToDrawing({ model, label, image }: Wish): Promise<Uint8Array> {
  explorer.moveTo(await encodeOne(model, label, image));
  return image;
}

export const ownDigit = new OwnDigit();
