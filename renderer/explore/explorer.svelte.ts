import { pixelCount } from '../../shared/images';
import { standardNormals } from '../../shared/random';
import { CheckpointChoice } from '../checkpoint-choice.svelte';
import { classCounts } from './class-counts.svelte';
import { blendOf, oneHot, repeated, type Condition } from './conditions';
import { Live } from './live.svelte';
import { decode, exploredModel, type ExploredModel } from './model';
import { manifoldLatents, manifoldSide, placed, type Axes } from './plane';

/** What lies behind the point on the plane of two latent dimensions. */
export const planes = ['pad', 'manifold', 'test-set'] as const;
export type Plane = (typeof planes)[number];

export const tools = ['dimensions', 'walk', 'blend', 'rebuild', 'draw'] as const;
export type Tool = (typeof tools)[number];

/** A point of a model's latent space, and what its decoder is told. */
export interface Spot {
  readonly model: ExploredModel;
  /** [z]. */
  readonly latent: Float32Array;
  readonly condition: Condition;
}

/** The place in latent space that one is at. All tools show it, and all move it. It stays while other views are shown. */
class Explorer {
  readonly choice = new CheckpointChoice();
  /** Gray levels [784] of the digit at hand. */
  readonly hand = new Live(drawHand);
  /** Gray levels [784] of the same latent with each label. */
  readonly everyLabel = new Live(drawEveryLabel);
  readonly manifold = new Live(drawManifold);
  plane = $state<Plane>('pad');
  tool = $state<Tool>('dimensions');

  #label = $state(0);
  #second = $state(1);
  #share = $state(0);
  #latent = $state.raw<Float32Array>(new Float32Array(0));
  #across = $state(0);
  #up = $state(1);

  readonly #classes = $derived(
    this.choice.detail && classCounts.of(this.choice.detail.config.dataset),
  );
  readonly model = $derived(
    this.choice.detail && this.choice.checkpoint && this.#classes !== null
      ? exploredModel(this.choice.detail, this.choice.checkpoint, this.#classes)
      : null,
  );
  readonly #z = $derived(this.model?.latentDimensions ?? 0);
  /** [z]; another model begins where the last one was, as far as it has the same dimensions. */
  readonly latent = $derived(fitted(this.#latent, this.#z));
  readonly axes = $derived.by((): Axes => {
    if (this.#z < 2) return { across: 0, up: null };
    const across = Math.min(this.#across, this.#z - 1);
    const up = Math.min(this.#up, this.#z - 1);
    return across === up ? { across: 0, up: 1 } : { across, up };
  });
  /** Another model begins with the label of the last one, as far as it has so many. */
  readonly label = $derived(this.#label < (this.#classes ?? 1) ? this.#label : 0);
  /** The label that the first one is blended with; the same one where there is no other. */
  readonly second = $derived(otherThan(this.label, this.#second, this.#classes ?? 1));
  readonly condition = $derived(blendOf(this.#classes ?? 1, this.label, this.second, this.#share));
  readonly spot = $derived<Spot | null>(
    this.model && { model: this.model, latent: this.latent, condition: this.condition },
  );

  /** The second label's share, 0..1. */
  get share(): number {
    return this.#share;
  }

  set share(share: number) {
    this.#share = share;
  }

  /** Chooses one label alone. */
  chooseLabel(label: number): void {
    if (label === this.second) this.#second = this.label;
    this.#label = label;
    this.#share = 0;
  }

  /** Chooses the label before or after, around the ends. */
  stepLabel(step: 1 | -1): void {
    const classes = this.#classes ?? 1;
    this.chooseLabel((this.label + step + classes) % classes);
  }

  blendWith(second: number): void {
    this.#second = second;
  }

  moveTo(latent: Float32Array): void {
    this.#latent = latent;
  }

  /** Moves within the plane. */
  place(x: number, y: number): void {
    this.moveTo(placed(this.latent, this.axes, x, y));
  }

  nudge(dx: number, dy: number): void {
    const { across, up } = this.axes;
    this.place(this.latent[across]! + dx, up === null ? 0 : this.latent[up]! + dy);
  }

  set(dimension: number, value: number): void {
    this.moveTo(this.latent.with(dimension, value));
  }

  /** A draw from the prior. */
  newLatents(): void {
    this.moveTo(standardNormals(Math.floor(Math.random() * 2 ** 32), this.#z));
  }

  toOrigin(): void {
    this.moveTo(new Float32Array(this.#z));
  }

  /** Lays a dimension along a side of the plane; the two change places rather than be the same. */
  layOut(side: keyof Axes, dimension: number): void {
    const { across, up } = this.axes;
    if (side === 'across') {
      if (dimension === up) this.#up = across;
      this.#across = dimension;
    } else {
      if (dimension === across) this.#across = up ?? 0;
      this.#up = dimension;
    }
  }
}

/** `wanted`, unless it is the label itself or there are not so many classes. */
function otherThan(label: number, wanted: number, classes: number): number {
  if (wanted < classes && wanted !== label) return wanted;
  return label === 0 ? classes - 1 : 0;
}

/** What `latent` lacks is drawn from the prior: in many dimensions, hardly any image lies near zero. */
function fitted(latent: Float32Array, z: number): Float32Array {
  const kept = standardNormals(1, z);
  kept.set(latent.subarray(0, z));
  return kept;
}

function drawHand({ model, latent, condition }: Spot): Promise<Uint8Array> {
  return decode(model, [condition], latent);
}

async function drawEveryLabel({ model, latent }: Spot): Promise<readonly Uint8Array[]> {
  const conditions = Array.from({ length: model.classes }, (_, i) => oneHot(model.classes, i));
  const pixels = await decode(model, conditions, repeated(latent, conditions.length));
  return conditions.map((_, i) => pixels.subarray(i * pixelCount, (i + 1) * pixelCount));
}

/** Gray levels [400, 784]. */
function drawManifold({ model, latent, condition, axes }: Spot & { readonly axes: Axes }) {
  const conditions = Array.from({ length: manifoldSide ** 2 }, () => condition);
  return decode(model, conditions, manifoldLatents(latent, axes));
}

export const explorer = new Explorer();
