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

/** Digits at even quantiles of the prior over the plane. Moving within the plane changes none of them. */
class Manifold {
  readonly #drawn = new Live(draw);
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

  /** Gray levels [n, 784], row by row from the top. */
  get digits(): Uint8Array | null {
    return this.#drawn.result;
  }

  get error(): ErrorReport | null {
    return this.#drawn.error;
  }

  draw(): void {
    if (this.#wish) void this.#drawn.want(this.#wish);
  }
}

function draw({ model, condition, origin, axes }: Wish): Promise<Uint8Array> {
  const latents = manifoldLatents(origin, axes);
  const conditions = Array.from(
    { length: latents.length / model.latentDimensions },
    () => condition,
  );
  return decode(model, conditions, latents);
}

export const manifold = new Manifold();
