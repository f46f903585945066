import { toErrorReport, type ErrorReport } from '../../shared/errors';
import type { CheckpointId } from '../../shared/ids';
import { pixelCount } from '../../shared/images';
import { sampler } from '../sampler';
import type { TestImages } from '../../shared/sampler-requests';
import type { ExploredModel } from './model';

const imagesInAll = 10_000;
/** Images encoded at once: few enough that points come in while one looks. */
const slice = 1_000;

/** Images of a model's test set, and where its encoder puts them. */
class TestSet {
  #loaded = $state.raw<(TestImages & { readonly dataset: string }) | null>(null);
  #loading: { readonly dataset: string; readonly images: Promise<TestImages> } | null = null;
  #means = $state.raw<Float32Array>(new Float32Array(0));
  #encoded = $state(0);
  #only = $state<number | null>(null);
  #error = $state.raw<ErrorReport | null>(null);
  /** Whose means they are, or are going to be. */
  #checkpoint: CheckpointId | null = null;

  /** The one label that is shown; all are when null. */
  get only(): number | null {
    return this.#only;
  }

  set only(label: number | null) {
    this.#only = label;
  }

  /** Posterior means [encoded, z] of the images, in their order. */
  get means(): Float32Array {
    return this.#means;
  }

  /** Images and labels; null until they are loaded. */
  get shown(): TestImages | null {
    return this.#loaded;
  }

  /** [n]; null until they are loaded. */
  get labels(): Uint8Array | null {
    return this.#loaded?.labels ?? null;
  }

  get encoded(): number {
    return this.#encoded;
  }

  get total(): number {
    return this.#loaded?.labels.length ?? 0;
  }

  get error(): ErrorReport | null {
    return this.#error;
  }

  /** The first 10,000 images of the test set; rejects when they cannot be read. */
  async images(dataset: string): Promise<TestImages> {
    if (this.#loading?.dataset !== dataset) {
      const images = sampler.testImages(dataset, 0, imagesInAll);
      this.#loading = { dataset, images };
      images.catch(() => this.#forget(images));
    }
    const { images } = this.#loading;
    const loaded = await images;
    if (this.#areWanted(images)) this.#loaded = { ...loaded, dataset };
    return loaded;
  }

  /** What could not be read is read anew when it is wanted again. */
  #forget(images: Promise<TestImages>): void {
    if (this.#areWanted(images)) this.#loading = null;
  }

  /** Whether none of another dataset have been asked for meanwhile. */
  #areWanted(images: Promise<TestImages>): boolean {
    return this.#loading?.images === images;
  }

  /** Encodes all of them with their own labels; points come in by the thousand. */
  async encode({ checkpoint, dataset, latentDimensions: z }: ExploredModel): Promise<void> {
    if (this.#checkpoint === checkpoint) return;
    this.#checkpoint = checkpoint;
    this.#means = new Float32Array(0);
    this.#encoded = 0;
    this.#error = null;
    try {
      const { images, labels } = await this.images(dataset);
      const means = new Float32Array(labels.length * z);
      for (let from = 0; from < labels.length; from += slice) {
        const to = Math.min(labels.length, from + slice);
        const posterior = await sampler.encode(
          checkpoint,
          labels.slice(from, to),
          images.slice(from * pixelCount, to * pixelCount),
        );
        if (this.#checkpoint !== checkpoint) return;
        means.set(posterior.mean, from * z);
        this.#means = means.subarray(0, to * z);
        this.#encoded = to;
      }
    } catch (thrown) {
      if (this.#checkpoint !== checkpoint) return;
      this.#checkpoint = null;
      this.#error = toErrorReport(thrown);
    }
  }
}

export const testSet = new TestSet();
