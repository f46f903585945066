import { pixelCount } from '../../shared/images';
import { linear, spherical, type Path } from '../../shared/latent-paths';
import { standardNormals } from '../../shared/random';
import { explorer, type Spot } from './explorer.svelte';
import { Live } from '../live.svelte';
import { decode } from './model';
import { walk } from './walk';

export const fewestSteps = 2;
export const mostSteps = 64;
/** From one end to the other. */
const secondsToWalk = 2.5;

interface Walk extends Omit<Spot, 'latent'> {
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly steps: number;
  readonly path: Path;
}

/** The way between two points of the latent space. */
class Walking {
  /** Gray levels [steps, 784]. */
  readonly strip = new Live(drawStrip);
  path = $state<Path>('linear');
  steps = $state(10);
  #a = $state.raw<Float32Array | null>(null);
  #b = $state.raw<Float32Array | null>(null);
  #frame = $state<number | null>(null);

  /** Until they are set, and for a model of another size, the ends are two draws from the prior. */
  readonly a = $derived(this.#end(this.#a, 1));
  readonly b = $derived(this.#end(this.#b, 2));

  readonly walk = $derived<Walk | null>(
    explorer.spot && {
      model: explorer.spot.model,
      condition: explorer.spot.condition,
      a: this.a,
      b: this.b,
      steps: this.steps,
      path: this.path,
    },
  );

  get isPlaying(): boolean {
    return this.#frame !== null;
  }

  setA(): void {
    this.#a = explorer.latent;
  }

  setB(): void {
    this.#b = explorer.latent;
  }

  /** Goes to a point of the way; `t` in 0..1. */
  goTo(t: number): void {
    const between = this.path === 'linear' ? linear : spherical;
    explorer.moveTo(between(this.a, this.b, t));
  }

  /** Walks from A to B and back until stopped. */
  play(): void {
    this.stop();
    const begun = performance.now();
    const go = (now: number): void => {
      const way = Math.max(0, now - begun) / 1000 / secondsToWalk;
      this.goTo(1 - Math.abs(1 - (way % 2)));
      this.#frame = requestAnimationFrame(go);
    };
    this.#frame = requestAnimationFrame(go);
  }

  stop(): void {
    if (this.#frame !== null) cancelAnimationFrame(this.#frame);
    this.#frame = null;
  }

  #end(chosen: Float32Array | null, seed: number): Float32Array {
    const z = explorer.latent.length;
    return chosen?.length === z ? chosen : standardNormals(seed, z);
  }
}

function drawStrip({ model, condition, a, b, steps, path }: Walk): Promise<Uint8Array> {
  const conditions = Array.from({ length: steps }, () => condition);
  return decode(model, conditions, walk(a, b, steps, path));
}

/** How many digits are in gray levels [n, 784]. */
export const countOf = (digits: Uint8Array): number => digits.length / pixelCount;

export const walking = new Walking();
