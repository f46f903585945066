import type { DatasetContents, DatasetPart } from './datasets';
import { WorkbenchError } from './errors';
import type { CheckpointId } from './ids';
import type {
  Completions,
  Posterior,
  Reconstructions,
  SamplerReply,
  SamplerRequest,
} from './sampler-protocol';

/** What the `AbortSignal`s of a page and of Node have in common. */
interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void, options: { once: boolean }): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface RequestOptions {
  /** Rejects the request with the kind `cancelled`; the sampler stops working on it. */
  readonly signal?: Signal | undefined;
  /** A newer request of the same lane supersedes older ones, which reject with the kind `cancelled`. */
  readonly lane?: string;
}

/** Labels [n], or mixtures of their one-hot codes. */
export type Conditions = Uint8Array | Mixtures;

/** Conditions that are no label: shares [n, classes] of each label. */
export interface Mixtures {
  readonly shares: Float32Array;
  readonly classes: number;
}

/** Images of a test set. */
export interface TestImages {
  /** Gray levels [n, 784]. */
  readonly images: Uint8Array;
  /** [n]. */
  readonly labels: Uint8Array;
  /** Images in the whole test set. */
  readonly total: number;
}

/** Which images of a dataset: `count` from `from` on, of one class or, when `label` is null, of all. */
export interface ImageChoice {
  readonly part: DatasetPart;
  readonly label: number | null;
  readonly from: number;
  readonly count: number;
}

/** Images of a part of a dataset; `total` is of those that there are to choose from. */
export interface DatasetImages extends TestImages {
  /** Each image's number in the part, counted from 0: [n]. */
  readonly numbers: Uint32Array;
}

/** Where requests go. */
export interface SamplerPort {
  postMessage(request: SamplerRequest): void;
}

/** Without an id and a lane, which are the client's own affair. */
type Question = Distribute<Exclude<SamplerRequest, { kind: 'cancel' }>>;
type Distribute<T> = T extends unknown ? Omit<T, 'id' | 'lane'> : never;

interface Pending {
  readonly settle: (reply: SamplerReply) => void;
  readonly fail: (error: WorkbenchError) => void;
}

/**
 * What a client asks of the sampler, whatever kind of port leads there. Every request rejects with a
 * `WorkbenchError`: `cancelled`, `engine-crashed` when the sampler ended twice, or what the sampler found wrong with it. One takes at most
 * 20,000 images.
 */
export abstract class SamplerRequests {
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;

  /** Connects when there is no port yet, or no longer. */
  protected abstract port(): SamplerPort | Promise<SamplerPort>;

  /** Gray levels [n, 784] of labels [n], or mixtures of labels, and latents [n, z]. */
  async decode(
    checkpoint: CheckpointId,
    conditions: Conditions,
    latents: Float32Array,
    options: RequestOptions = {},
  ): Promise<Uint8Array> {
    const given =
      conditions instanceof Uint8Array
        ? { labels: conditions }
        : {
            labels: new Uint8Array(conditions.shares.length / conditions.classes),
            conditions: conditions.shares,
          };
    const reply = await this.#ask({ kind: 'decode', checkpoint, ...given, latents }, options);
    if (reply.kind !== 'decoded') throw unexpected(reply);
    return reply.pixels;
  }

  /** The posterior of gray levels [n, 784] with labels [n]. */
  async encode(
    checkpoint: CheckpointId,
    labels: Uint8Array,
    images: Uint8Array,
    options: RequestOptions = {},
  ): Promise<Posterior> {
    const reply = await this.#ask({ kind: 'encode', checkpoint, labels, images }, options);
    if (reply.kind !== 'encoded') throw unexpected(reply);
    return { mean: reply.mean, logVariance: reply.logVariance };
  }

  /** What the model makes of gray levels [n, 784] with labels [n], and how well. */
  async reconstruct(
    checkpoint: CheckpointId,
    labels: Uint8Array,
    images: Uint8Array,
    options: RequestOptions = {},
  ): Promise<Reconstructions> {
    const reply = await this.#ask({ kind: 'reconstruct', checkpoint, labels, images }, options);
    if (reply.kind !== 'reconstructed') throw unexpected(reply);
    return { pixels: reply.pixels, reconstruction: reply.reconstruction, kl: reply.kl };
  }

  /**
   * Gray levels [n, 784] completed from their seen quadrants by latents [n, z] or, with `fromPrior`, by noise
   * [n, z] that each image's own prior scales and moves.
   */
  async complete(
    checkpoint: CheckpointId,
    images: Uint8Array,
    latents: Float32Array,
    fromPrior: boolean,
    options: RequestOptions = {},
  ): Promise<Completions> {
    const reply = await this.#ask(
      { kind: 'complete', checkpoint, images, latents, fromPrior },
      options,
    );
    if (reply.kind !== 'completed') throw unexpected(reply);
    return { pixels: reply.pixels, guesses: reply.guesses, latents: reply.latents };
  }

  /** `count` images of a dataset's test set from number `from` on; fewer at its end. */
  testImages(
    dataset: string,
    from: number,
    count: number,
    options: RequestOptions = {},
  ): Promise<TestImages> {
    return this.datasetImages(dataset, { part: 'test', label: null, from, count }, options);
  }

  /** Images of one part of a dataset; fewer than `count` at the end of their class. */
  async datasetImages(
    dataset: string,
    choice: ImageChoice,
    options: RequestOptions = {},
  ): Promise<DatasetImages> {
    const reply = await this.#ask({ kind: 'dataset-images', dataset, ...choice }, options);
    if (reply.kind !== 'dataset-images') throw unexpected(reply);
    const { images, labels, numbers, total } = reply;
    return { images, labels, numbers, total };
  }

  /** What is in a dataset, class by class. */
  async datasetContents(dataset: string, options: RequestOptions = {}): Promise<DatasetContents> {
    const reply = await this.#ask({ kind: 'dataset-contents', dataset }, options);
    if (reply.kind !== 'dataset-contents') throw unexpected(reply);
    return reply.contents;
  }

  protected receive(reply: SamplerReply): void {
    const pending = this.#pending.get(reply.id);
    if (reply.kind === 'failed') pending?.fail(new WorkbenchError(reply.error));
    else pending?.settle(reply);
  }

  /** Fails all that was asked and not answered. */
  protected failAll(error: WorkbenchError): void {
    for (const { fail } of this.#pending.values()) fail(error);
    this.#pending.clear();
  }

  /** Asks once more when the sampler ends meanwhile: none of the requests changes anything. */
  async #ask(question: Question, options: RequestOptions): Promise<SamplerReply> {
    try {
      return await this.#askOnce(question, options);
    } catch (thrown) {
      if (!(thrown instanceof SamplerEnded)) throw thrown;
      return this.#askOnce(question, options);
    }
  }

  async #askOnce(question: Question, { signal, lane }: RequestOptions): Promise<SamplerReply> {
    const connected = this.port();
    // What is connected already is asked at once: it may be gone a moment later, and all that was asked fails then.
    const port = connected instanceof Promise ? await connected : connected;
    if (signal?.aborted) throw cancelled(signal.reason);
    const id = this.#nextId++;
    const abort = (): void => {
      port.postMessage({ kind: 'cancel', id });
      this.#pending.get(id)?.fail(cancelled(signal?.reason));
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<SamplerReply>((settle, fail) => {
        this.#pending.set(id, { settle, fail });
        port.postMessage({ ...question, id, ...(lane === undefined ? {} : { lane }) });
      });
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  }
}

export function cancelled(cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    { kind: 'cancelled', message: 'The request was cancelled.' },
    { cause },
  );
}

/** What all that waits fails with when the sampler dies. */
export class SamplerEnded extends WorkbenchError {
  constructor() {
    super({
      kind: 'engine-crashed',
      message: 'The sampling process ended unexpectedly. Nothing stored was touched.',
      remedy: 'Try again: that starts it anew.',
    });
  }
}

function unexpected(reply: SamplerReply): Error {
  return new Error(`The sampler answered with "${reply.kind}".`);
}
