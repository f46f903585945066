import type { CheckpointId } from '../../../shared/ids';
import type { Model } from './model';

/** Models in memory, up to a number of bytes; the least recently used give way, the newest never does. */
export class ModelCache {
  readonly #limit: number;
  /** The most recently used last: a Map keeps the order of insertion. */
  readonly #models = new Map<CheckpointId, Model>();

  /** `limit` in bytes. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  has(checkpoint: CheckpointId): boolean {
    return this.#models.has(checkpoint);
  }

  get(checkpoint: CheckpointId): Model | undefined {
    const model = this.#models.get(checkpoint);
    if (model !== undefined) {
      this.#models.delete(checkpoint);
      this.#models.set(checkpoint, model);
    }
    return model;
  }

  /** Keeps the model, and disposes of those that have to give way. */
  add(checkpoint: CheckpointId, model: Model): void {
    this.#evict(checkpoint);
    this.#models.set(checkpoint, model);
    for (const oldest of this.#models.keys()) {
      if (this.#bytes <= this.#limit || oldest === checkpoint) return;
      this.#evict(oldest);
    }
  }

  get #bytes(): number {
    return [...this.#models.values()].reduce((bytes, model) => bytes + model.bytes, 0);
  }

  #evict(checkpoint: CheckpointId): void {
    this.#models.get(checkpoint)?.dispose();
    this.#models.delete(checkpoint);
  }
}
