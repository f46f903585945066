import { nameOfClass } from '../../shared/datasets';
import { standardNormals } from '../../shared/random';
import { CheckpointChoice } from './checkpoint-choice.svelte';
import { knownDatasets } from '../known-datasets.svelte';
import { completing } from './completing.svelte';
import { blendOf, type Condition } from './conditions';
import { exploredModel, type ExploredModel } from './model';
import { planesOf, toolsOf, type Plane, type Tool } from './model-uses';
import { sampleLatents } from './draws';
import { placed, type Axes } from './plane';

/** A point of a model's latent space, and what its decoder is told. */
export interface Spot {
  readonly model: ExploredModel;
  /** [z]. */
  readonly latent: Float32Array;
  readonly condition: Condition;
}

/** Moves to a latent [z], and chooses a label if there is one. */
export type Arrive = (latent: Float32Array, label?: number) => void;

/** The place in latent space that one is at. All tools show it, and all move it. It stays while other views are shown. */
class Explorer {
  readonly choice = new CheckpointChoice();
  #plane = $state<Plane>('manifold');
  #tool = $state<Tool>('dimensions');

  #label = $state(0);
  #second = $state(1);
  #share = $state(0);
  #drawn = $state(1);
  #latent = $state.raw<Float32Array>(new Float32Array(0));
  #across = $state(0);
  #up = $state(1);
  /** Counts how often one was moved by another hand than before. */
  #turns = 0;
  #guide: object | null = null;

  /** Of the model's dataset; null until they are known. */
  readonly #classNames = $derived(
    this.choice.detail
      ? (knownDatasets.find(this.choice.detail.config.dataset)?.classNames ?? null)
      : null,
  );
  readonly model = $derived(
    this.choice.detail && this.choice.checkpoint && this.#classNames !== null
      ? exploredModel(this.choice.detail, this.choice.checkpoint, this.#classNames)
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
  readonly #labels = $derived(this.model?.labels ?? [0]);
  /** Another model begins with the label of the last one, if it has that one. */
  readonly label = $derived(
    this.#labels.includes(this.#label) ? this.#label : (this.#labels[0] ?? 0),
  );
  /** The label that the first one is blended with; the same one where there is no other. */
  readonly second = $derived(otherThan(this.label, this.#second, this.#labels));
  /** Null until the image is there that the model completes. */
  readonly condition = $derived.by((): Condition | null => {
    if (this.model !== null && this.model.quadrantsSeen > 0) return completing.image;
    return blendOf(this.model?.classes ?? 1, this.label, this.second, this.#share);
  });
  readonly spot = $derived<Spot | null>(
    this.model
      && this.condition && { model: this.model, latent: this.latent, condition: this.condition },
  );
  /** What lies behind the point on the plane of two latent dimensions. */
  readonly plane = $derived(choiceOf(this.model && planesOf(this.model), this.#plane));
  readonly tool = $derived(choiceOf(this.model && toolsOf(this.model), this.#tool));

  /** A model that has no use for it keeps to what it had. */
  show(plane: Plane): void {
    this.#plane = plane;
  }

  /** Shows the plane after or before this one, around the ends. */
  showNext(step: 1 | -1): void {
    if (this.model === null) return;
    const planes = planesOf(this.model);
    this.#plane = planes[(planes.indexOf(this.plane) + step + planes.length) % planes.length]!;
  }

  use(tool: Tool): void {
    this.#tool = tool;
  }

  /** The seed of the last draws from the prior. */
  get drawn(): number {
    return this.#drawn;
  }

  /** The second label's share, 0..1. */
  get share(): number {
    return this.#share;
  }

  set share(share: number) {
    this.#share = share;
  }

  /**
   * What is computed by `guide` moves to its result with what this returns. That is done only as long as nothing
   * else has moved since, and the model is the same.
   */
  setOut(guide: object): Arrive {
    if (guide !== this.#guide) this.#turn(guide);
    const { model } = this;
    const turns = this.#turns;
    return (latent, label) => {
      if (turns !== this.#turns || model !== this.model) return;
      if (label !== undefined) this.#choose(label);
      this.#latent = latent;
    };
  }

  /** Chooses one label alone. */
  chooseLabel(label: number): void {
    this.#turn(null);
    this.#choose(label);
  }

  #turn(guide: object | null): void {
    this.#turns++;
    this.#guide = guide;
  }

  #choose(label: number): void {
    if (label === this.second) this.#second = this.label;
    this.#label = label;
    this.#share = 0;
  }

  /** Chooses the label before or after, around the ends. */
  stepLabel(step: 1 | -1): void {
    const labels = this.#labels;
    this.chooseLabel(labels.at((labels.indexOf(this.label) + step) % labels.length) ?? this.label);
  }

  /** What a label is called. */
  nameOf(label: number): string {
    return nameOfClass(this.#classNames ?? undefined, label);
  }

  blendWith(second: number): void {
    this.#second = second;
  }

  moveTo(latent: Float32Array): void {
    this.#turn(null);
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

  /** Draws from the prior anew, and goes to the first of the draws. */
  newLatents(): void {
    this.#drawn = Math.floor(Math.random() * 2 ** 31);
    this.moveTo(sampleLatents(this.#drawn, this.#z).slice(0, this.#z));
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

/** The last choice, as far as it can be chosen; else the first one that can. */
function choiceOf<T extends string>(choices: readonly T[] | null, last: T): T {
  return choices === null || choices.includes(last) ? last : choices[0]!;
}

/** `wanted`, unless it is the label itself or there is no such one. */
function otherThan(label: number, wanted: number, labels: readonly number[]): number {
  if (labels.includes(wanted) && wanted !== label) return wanted;
  return (label === labels[0] ? labels.at(-1) : labels[0]) ?? label;
}

/** What `latent` lacks is drawn from the prior: in many dimensions, hardly any image lies near zero. */
function fitted(latent: Float32Array, z: number): Float32Array {
  const kept = standardNormals(1, z);
  kept.set(latent.subarray(0, z));
  return kept;
}

export const explorer = new Explorer();
