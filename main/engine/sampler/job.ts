import type { CheckpointId } from '../../../shared/ids';
import { pixelCount } from '../../../shared/images';
import type { SamplerReply } from '../../../shared/sampler-protocol';
import { chunkSize, type Model } from './model';
import {
  checkRequest,
  imageCount,
  type CompleteRequest,
  type DecodeRequest,
  type EncodeRequest,
  type ModelRequest,
  type ReconstructRequest,
} from './request';

type Answer = Exclude<SamplerReply, { kind: 'failed' }>;

/** A request that is worked off chunk by chunk, so that small requests need not wait for large ones. */
export class Job {
  readonly #request: ModelRequest;
  #work: Work | null = null;
  #done = 0;

  constructor(request: ModelRequest) {
    this.#request = request;
  }

  get id(): number {
    return this.#request.id;
  }

  get checkpoint(): CheckpointId {
    return this.#request.checkpoint;
  }

  get lane(): string | undefined {
    return this.#request.lane;
  }

  get hasBegun(): boolean {
    return this.#work !== null;
  }

  /** Works off one chunk. Returns the answer after the last one. Throws `invalid-input` at the first. */
  advance(model: Model): Answer | null {
    this.#work ??= begin(this.#request, model);
    const count = imageCount(this.#request);
    const end = Math.min(count, this.#done + chunkSize);
    this.#work.compute(model, this.#done, end);
    this.#done = end;
    return end === count ? this.#work.answer : null;
  }
}

interface Work {
  /** Complete when all images were computed. */
  readonly answer: Answer;
  /** Computes the images `from` to `to - 1`. */
  readonly compute: (model: Model, from: number, to: number) => void;
}

function begin(request: ModelRequest, model: Model): Work {
  checkRequest(request, model);
  switch (request.kind) {
    case 'decode':
      return decoding(request, model);
    case 'encode':
      return encoding(request, model);
    case 'reconstruct':
      return reconstructing(request, model);
    case 'complete':
      return completing(request, model);
  }
}

function decoding(request: DecodeRequest, { classes, latentDimensions: z }: Model): Work {
  const { id, labels, latents } = request;
  const conditions = classes === 0 ? undefined : request.conditions;
  const pixels = new Uint8Array(labels.length * pixelCount);
  return {
    answer: { kind: 'decoded', id, pixels },
    compute(model, from, to) {
      const chunk = model.decode(
        conditions?.subarray(from * classes, to * classes) ?? labels.subarray(from, to),
        latents.subarray(from * z, to * z),
      );
      pixels.set(chunk, from * pixelCount);
    },
  };
}

function encoding({ id, labels, images }: EncodeRequest, { latentDimensions: z }: Model): Work {
  const mean = new Float32Array(labels.length * z);
  const logVariance = new Float32Array(labels.length * z);
  return {
    answer: { kind: 'encoded', id, mean, logVariance },
    compute(model, from, to) {
      const chunk = model.encode(
        labels.subarray(from, to),
        images.subarray(from * pixelCount, to * pixelCount),
      );
      mean.set(chunk.mean, from * z);
      logVariance.set(chunk.logVariance, from * z);
    },
  };
}

function reconstructing(
  { id, labels, images }: ReconstructRequest,
  { completesImages }: Model,
): Work {
  const pixels = new Uint8Array(images.length);
  const reconstruction = new Float32Array(labels.length);
  const kl = completesImages ? null : new Float32Array(labels.length);
  return {
    answer: { kind: 'reconstructed', id, pixels, reconstruction, kl },
    compute(model, from, to) {
      const chunk = model.reconstruct(
        labels.subarray(from, to),
        images.subarray(from * pixelCount, to * pixelCount),
      );
      pixels.set(chunk.pixels, from * pixelCount);
      reconstruction.set(chunk.reconstruction, from);
      if (chunk.kl !== null) kl?.set(chunk.kl, from);
    },
  };
}

function completing(request: CompleteRequest, { latentDimensions: z }: Model): Work {
  const { id, images, fromPrior } = request;
  const pixels = new Uint8Array(images.length);
  const guesses = new Uint8Array(images.length);
  const latents = new Float32Array(request.latents.length);
  return {
    answer: { kind: 'completed', id, pixels, guesses, latents },
    compute(model, from, to) {
      const chunk = model.complete(
        images.subarray(from * pixelCount, to * pixelCount),
        request.latents.subarray(from * z, to * z),
        fromPrior,
      );
      pixels.set(chunk.pixels, from * pixelCount);
      guesses.set(chunk.guesses, from * pixelCount);
      latents.set(chunk.latents, from * z);
    },
  };
}
