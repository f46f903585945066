import type { DatasetContents, DatasetPart } from '../shared/datasets';
import { WorkbenchError } from '../shared/errors';
import type { CheckpointId } from '../shared/ids';
import type { Reconstructions, SamplerReply, SamplerRequest } from '../shared/sampler-protocol';

export interface RequestOptions {
  /** Rejects the request with the kind `cancelled`; the sampler stops working on it. */
  readonly signal?: AbortSignal;
  /** A newer request of the same lane cancels older ones that have not begun. */
  readonly lane?: string;
}

/** A posterior's mean and log-variance, [n, z] each. */
export interface Posterior {
  readonly mean: Float32Array;
  readonly logVariance: Float32Array;
}

/** Images completed from their seen quadrants, gray levels [n, 784] each. */
export interface Completions {
  readonly pixels: Uint8Array;
  /** By the baseline alone. */
  readonly guesses: Uint8Array;
  /** [n, z]: what was decoded. */
  readonly latents: Float32Array;
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

/** Where the window's port to the sampler comes from. */
export interface SamplerPorts {
  /** Asks for a port; rejects when the sampler does not start. */
  readonly connect: () => Promise<void>;
  /** Hands over each port that arrives. */
  readonly onPort: (listener: (port: MessagePort) => void) => void;
}

type Distribute<T> = T extends unknown ? Omit<T, 'id' | 'lane'> : never;
type Question = Distribute<Exclude<SamplerRequest, { kind: 'cancel' }>>;

interface Pending {
  readonly settle: (reply: SamplerReply) => void;
  readonly fail: (error: WorkbenchError) => void;
}

/**
 * The sampler for this window. It connects with the first request, and again with the first one after
 * the sampler ended. Every request rejects with a `WorkbenchError`: `cancelled`, `engine-crashed`, or
 * what the sampler found wrong with it.
 */
export class SamplerClient {
  readonly #ports: SamplerPorts;
  readonly #pending = new Map<number, Pending>();
  /** Where requests go; pending while the sampler starts. */
  #port: Promise<MessagePort> | null = null;
  #open: MessagePort | null = null;
  #arrive: ((port: MessagePort) => void) | null = null;
  #nextId = 1;

  constructor(ports: SamplerPorts) {
    this.#ports = ports;
    ports.onPort((port) => this.#adopt(port));
  }

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
    return reply;
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
  async testImages(
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

  async #ask(question: Question, { signal, lane }: RequestOptions): Promise<SamplerReply> {
    const port = await (this.#port ??= this.#connect());
    if (signal?.aborted) throw cancelled();
    const id = this.#nextId++;
    const abort = (): void => {
      port.postMessage({ kind: 'cancel', id } satisfies SamplerRequest);
      this.#pending.get(id)?.fail(cancelled());
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<SamplerReply>((settle, fail) => {
        this.#pending.set(id, { settle, fail });
        const request: SamplerRequest = {
          ...question,
          id,
          ...(lane === undefined ? {} : { lane }),
        };
        port.postMessage(request);
      });
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  }

  async #connect(): Promise<MessagePort> {
    const arrival = new Promise<MessagePort>((resolve) => {
      this.#arrive = resolve;
    });
    try {
      await this.#ports.connect();
    } catch (thrown) {
      this.#port = null;
      throw thrown;
    }
    return arrival;
  }

  #adopt(port: MessagePort): void {
    port.addEventListener('message', ({ data }: MessageEvent<SamplerReply>) => {
      const pending = this.#pending.get(data.id);
      if (data.kind === 'failed') pending?.fail(new WorkbenchError(data.error));
      else pending?.settle(data);
    });
    port.addEventListener('close', () => this.#lose(port));
    port.start();
    this.#open = port;
    this.#port = Promise.resolve(port);
    this.#arrive?.(port);
  }

  #lose(port: MessagePort): void {
    if (this.#open !== port) return;
    this.#open = null;
    this.#port = null;
    for (const { fail } of this.#pending.values()) fail(ended());
  }
}

function ended(): WorkbenchError {
  return new WorkbenchError({
    kind: 'engine-crashed',
    message: 'The sampling process ended unexpectedly. Nothing stored was touched.',
    remedy: 'Try again: that starts it anew.',
  });
}

function cancelled(): WorkbenchError {
  return new WorkbenchError({ kind: 'cancelled', message: 'The request was cancelled.' });
}

function unexpected(reply: SamplerReply): Error {
  return new Error(`The sampler answered with "${reply.kind}".`);
}
