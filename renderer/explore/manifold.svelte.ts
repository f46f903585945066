import type { ErrorReport } from '../../shared/errors';
import { Live } from '../live.svelte';
import type { Condition } from './conditions';
import { explorer } from './explorer.svelte';
import { decode, type ExploredModel } from './model';
import { manifoldLatents, placed, type Axes } from './plane';

interface Wish {
  readonly model: ExploredModel;
  readonly condition: Condition;
  /** [z]: zero in the plane's own dimensions. */
  readonly origin: Float32Array;
  readonly axes: Axes;
}

/** So many cells along each side. */
interface GridWish extends Wish {
  readonly cells: number;
}

interface Drawn {
  /** Gray levels [n, 784], row by row from the top. */
  readonly digits: Uint8Array;
  readonly cells: number;
}

/** Digits at even quantiles of the prior over the plane. Moving within the plane changes none of them. */
class Manifold {
  readonly #drawn = new Live(draw);
  #cells = 1;
  #lastOrigin: Float32Array = new Float32Array(0);

  readonly #origin = $derived.by(() => {
    const origin = placed(explorer.latent, explorer.axes, 0, 0);
    const isSame =
      origin.length === this.#lastOrigin.length
      && origin.every((value, i) => value === this.#lastOrigin[i]);
    if (!isSame) this.#lastOrigin = origin;
    return this.#lastOrigin;
  });
  readonly #wish = $derived.by((): Wish | null => {
    const { model, condition, axes } = explorer;
    return model && condition && { model, condition, origin: this.#origin, axes };
  });

  get drawn(): Drawn | null {
    return this.#drawn.result;
  }

  get error(): ErrorReport | null {
    return this.#drawn.error;
  }

  draw(cells: number): void {
    this.#cells = cells;
    this.drawAgain();
  }

  /** After a failure. */
  drawAgain(): void {
    if (this.#wish) void this.#drawn.want({ ...this.#wish, cells: this.#cells });
  }
}

async function draw({ model, condition, origin, axes, cells }: GridWish): Promise<Drawn> {
  const latents = manifoldLatents(origin, axes, cells);
  const conditions = Array.from(
    { length: latents.length / model.latentDimensions },
    () => condition,
  );
  return { digits: await decode(model, conditions, latents), cells };
}

export const manifold = new Manifold();
