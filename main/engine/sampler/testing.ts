import { checkpointIdSchema, type CheckpointId } from '../../../shared/ids';
import { pixelCount } from '../../../shared/images';
import type { Completions, Posterior, Reconstructions } from '../../../shared/sampler-protocol';
import type { Model } from './model';

/** A model without TensorFlow: an image is its label in every pixel, a posterior the image's first pixel. */
export class FakeModel implements Model {
  readonly latentDimensions = 2;
  readonly classes: number;
  readonly completesImages: boolean;
  readonly bytes: number;
  /** Images of each call. */
  readonly calls: number[] = [];
  isDisposed = false;

  constructor({
    classes = 10,
    bytes = 1,
    completesImages = false,
  }: { classes?: number; bytes?: number; completesImages?: boolean } = {}) {
    this.classes = classes;
    this.completesImages = completesImages;
    this.bytes = bytes;
  }

  /** A mixture's image is the number of its first label's share. */
  decode(conditions: Uint8Array | Float32Array, latents: Float32Array): Uint8Array {
    const each = conditions instanceof Uint8Array ? 1 : this.classes;
    const firsts = Uint8Array.from(conditions).filter((_, i) => i % each === 0);
    this.#called(firsts, latents.length, 2);
    return Uint8Array.from(
      { length: firsts.length * pixelCount },
      (_, i) => firsts.at(i / pixelCount) ?? 0,
    );
  }

  encode(labels: Uint8Array, images: Uint8Array): Posterior {
    this.#called(labels, images.length, pixelCount);
    const mean = Float32Array.from(
      { length: labels.length * 2 },
      (_, i) => images.at(Math.floor(i / 2) * pixelCount) ?? 0,
    );
    return { mean, logVariance: mean.map((value) => -value) };
  }

  /** As they are, at no cost but the label. */
  reconstruct(labels: Uint8Array, images: Uint8Array): Reconstructions {
    this.#called(labels, images.length, pixelCount);
    const kl = Float32Array.from(labels);
    return { pixels: images, reconstruction: new Float32Array(labels.length), kl };
  }

  /** As they are. */
  complete(images: Uint8Array, latents: Float32Array): Completions {
    return { pixels: images, guesses: images, latents };
  }

  dispose(): void {
    this.isDisposed = true;
  }

  #called(labels: Uint8Array, length: number, each: number): void {
    if (this.isDisposed) throw new Error('The model was disposed of.');
    if (length !== labels.length * each) throw new Error('Lengths differ.');
    this.calls.push(labels.length);
  }
}

export const checkpointIds = [1, 2, 3].map((n) =>
  checkpointIdSchema.parse(`01890a5d-ac96-774b-bcce-b302099a805${n}`),
) as [CheckpointId, CheckpointId, CheckpointId];

const labelsOf = (count: number) => Uint8Array.from({ length: count }, (_, i) => i % 10);

export const decodeMessage = (id: number, checkpoint: CheckpointId, count: number) => ({
  kind: 'decode' as const,
  id,
  checkpoint,
  labels: labelsOf(count),
  latents: new Float32Array(2 * count),
});

export const encodeMessage = (id: number, checkpoint: CheckpointId, count: number) => ({
  kind: 'encode' as const,
  id,
  checkpoint,
  labels: labelsOf(count),
  images: Uint8Array.from(
    { length: count * pixelCount },
    (_, i) => Math.floor(i / pixelCount) % 256,
  ),
});
