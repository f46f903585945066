import type { ErrorReport } from '../../shared/errors';
import { pixelCount } from '../../shared/images';
import { explorer, type Arrive } from './explorer.svelte';
import { Live } from '../live.svelte';
import { encodeOne, type ExploredModel } from './model';
import type { Mark } from './paper';
import { testSet } from './test-set.svelte';

interface Wish {
  readonly model: ExploredModel;
  readonly label: number;
  readonly image: Uint8Array;
  readonly arrive: Arrive;
}

/** A digit that was drawn by hand. While it changes, one is wherever the encoder puts it. */
class OwnDigit {
  readonly #encoded = new Live(goToDrawing);
  #marks = $state.raw<readonly Mark[]>([]);
  #image = $state.raw<Uint8Array | null>(null);

  /** Blank until something is drawn. */
  readonly shown = $derived(this.#image ?? new Uint8Array(pixelCount));
  readonly isErasable = $derived(this.#marks.length > 0 && this.#marks.at(-1)?.kind !== 'clear');

  /** Why it could not be encoded. */
  get error(): ErrorReport | null {
    return this.#encoded.error;
  }

  /** Goes to where the encoder puts an image, gray levels [784], that is told to have this label. */
  encode(model: ExploredModel, label: number, image: Uint8Array): void {
    void this.#encoded.want({ model, label, image, arrive: explorer.setOut(this) });
  }

  /** What was done to the paper, oldest first. */
  get marks(): readonly Mark[] {
    return this.#marks;
  }

  /** As the model sees it: gray levels [784]; null for blank paper. */
  get image(): Uint8Array | null {
    return this.#image;
  }

  set image(image: Uint8Array | null) {
    this.#image = image;
  }

  add(mark: Mark): void {
    this.#marks = [...this.#marks, mark];
  }

  undo(): void {
    this.#marks = this.#marks.slice(0, -1);
  }

  clear(): void {
    if (this.isErasable) this.add({ kind: 'clear' });
  }

  /** Puts a test image with this label, or any when it is null, on the paper. */
  async take({ dataset }: ExploredModel, label: number | null): Promise<void> {
    const { images, labels } = await testSet.images(dataset);
    const from = Math.floor(Math.random() * labels.length);
    const after = label === null ? from : labels.indexOf(label, from);
    const at = after >= 0 ? after : labels.indexOf(label ?? 0);
    if (at < 0) return;
    this.add({ kind: 'image', levels: images.slice(at * pixelCount, (at + 1) * pixelCount) });
  }
}

async function goToDrawing({ model, label, image, arrive }: Wish): Promise<void> {
  arrive(await encodeOne(model, label, image));
}

export const ownDigit = new OwnDigit();
