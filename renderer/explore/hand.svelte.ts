import type { ErrorReport } from '../../shared/errors';
import { pixelCount } from '../../shared/images';
import { Live } from '../live.svelte';
import { oneHot, repeated, type Condition } from './conditions';
import { explorer } from './explorer.svelte';
import { decode, type ExploredModel } from './model';

interface Wish {
  readonly model: ExploredModel;
  /** [z]. */
  readonly latent: Float32Array;
  /** What is told beside each label alone; null when that is nothing. */
  readonly other: Condition | null;
}

interface LabelledDigit {
  readonly label: number;
  readonly digit: Uint8Array;
}

/** Gray levels [784] each. */
interface Drawn {
  /** None for an unconditional model. */
  readonly labels: readonly LabelledDigit[];
  readonly other: Uint8Array | null;
}

/** What the decoder makes of the place where one is, decoded in one go. Another label alone is there already. */
class Hand {
  readonly #drawn = new Live(draw);

  readonly #wish = $derived.by((): Wish | null => {
    const { model, latent } = explorer;
    if (model === null) return null;
    if (model.isToldLabels && explorer.share === 0) return { model, latent, other: null };
    const { condition } = explorer;
    return condition && { model, latent, other: condition };
  });
  /** Gray levels [784] of the digit at hand; null until there is one. */
  readonly digit = $derived.by((): Uint8Array | null => {
    const drawn = this.#drawn.result;
    const label = drawn?.labels.find((each) => each.label === explorer.label)?.digit ?? null;
    return explorer.share === 0 ? (label ?? drawn?.other ?? null) : (drawn?.other ?? label);
  });

  /** Gray levels [784] of the same latent with each label; none for a model that is told no labels. */
  get labels(): readonly LabelledDigit[] {
    return this.#drawn.result?.labels ?? [];
  }

  get error(): ErrorReport | null {
    return this.#drawn.error;
  }

  draw(): void {
    if (this.#wish) void this.#drawn.want(this.#wish);
  }
}

async function draw({ model, latent, other }: Wish): Promise<Drawn> {
  const labels = model.isToldLabels ? model.labels : [];
  const codes = labels.map((label) => oneHot(model.classes, label));
  const conditions = other === null ? codes : [...codes, other];
  const pixels = await decode(model, conditions, repeated(latent, conditions.length));
  const digit = (i: number) => pixels.subarray(i * pixelCount, (i + 1) * pixelCount);
  const drawn = labels.map((label, i) => ({ label, digit: digit(i) }));
  return { labels: drawn, other: other && digit(labels.length) };
}

export const hand = new Hand();
