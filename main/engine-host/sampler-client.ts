import { MessageChannelMain, type MessagePortMain } from 'electron';
import { WorkbenchError } from '../../shared/errors';
import type { CheckpointId } from '../../shared/ids';
import type { ExportedModel } from '../../shared/export-protocol';
import type { SamplerLine, SamplerReply, SamplerRequest } from '../../shared/sampler-protocol';
import { exportBy } from './export-client';

export interface RequestOptions {
  /** Rejects the request with the kind `cancelled`; the sampler stops working on it. */
  readonly signal?: AbortSignal;
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

/** Labels [n], or shares [n, classes] of each label. */
export type Conditions = Uint8Array | { readonly shares: Float32Array; readonly classes: number };

/** Images of a test set. */
export interface TestImages {
  /** Gray levels [n, 784]. */
  readonly images: Uint8Array;
  /** [n]. */
  readonly labels: Uint8Array;
  /** Images in the whole test set. */
  readonly total: number;
}

/** Without an id and a lane, which are the client's own affair. */
type Question = Distribute<Exclude<SamplerRequest, { kind: 'cancel' }>>;
type Distribute<T> = T extends unknown ? Omit<T, 'id' | 'lane'> : never;

interface Pending {
  readonly settle: (reply: SamplerReply) => void;
  readonly fail: (error: WorkbenchError) => void;
}

/** Gives a port to the sampler, as `SamplerHost.connect` does. */
export type ConnectSampler = (port: MessagePortMain, line?: SamplerLine) => void;

/**
 * The sampler for the code in main: sheets, exports and the headless command. It connects with the first request,
 * and again with the first one after the sampler died. Every method rejects with a `WorkbenchError`:
 * `engine-crashed` if the sampler dies, `cancelled`, or what the sampler found wrong with the request.
 */
export class SamplerClient {
  readonly #connect: ConnectSampler;
  #port: MessagePortMain | null = null;
  readonly #pending = new Map<number, Pending>();
  #nextId = 1;

  constructor(connect: ConnectSampler) {
    this.#connect = connect;
  }

  /** Gray levels [n, 784] of labels [n], or mixtures of labels, and latents [n, z], at most 20,000 of them. */
  async decode(
    checkpoint: CheckpointId,
    conditions: Conditions,
    latents: Float32Array,
    { signal }: RequestOptions = {},
  ): Promise<Uint8Array> {
    const given =
      conditions instanceof Uint8Array
        ? { labels: conditions }
        : {
            labels: new Uint8Array(conditions.shares.length / conditions.classes),
            conditions: conditions.shares,
          };
    const reply = await this.#ask({ kind: 'decode', checkpoint, ...given, latents }, signal);
    if (reply.kind !== 'decoded') throw unexpected(reply);
    return reply.pixels;
  }

  /** The posterior of gray levels [n, 784] with labels [n], at most 20,000 of them. */
  async encode(
    checkpoint: CheckpointId,
    labels: Uint8Array,
    images: Uint8Array,
    { signal }: RequestOptions = {},
  ): Promise<Posterior> {
    const reply = await this.#ask({ kind: 'encode', checkpoint, labels, images }, signal);
    if (reply.kind !== 'encoded') throw unexpected(reply);
    return { mean: reply.mean, logVariance: reply.logVariance };
  }

  /**
   * Gray levels [n, 784] completed from their seen quadrants by latents [n, z] or, with `fromPrior`, by noise
   * [n, z] that each image's own prior scales and moves; at most 20,000 of them.
   */
  async complete(
    checkpoint: CheckpointId,
    images: Uint8Array,
    latents: Float32Array,
    fromPrior: boolean,
    { signal }: RequestOptions = {},
  ): Promise<Completions> {
    const reply = await this.#ask(
      { kind: 'complete', checkpoint, images, latents, fromPrior },
      signal,
    );
    if (reply.kind !== 'completed') throw unexpected(reply);
    return { pixels: reply.pixels, guesses: reply.guesses, latents: reply.latents };
  }

  /** `count` images of a dataset's test set from number `from` on; fewer at its end. */
  async testImages(
    dataset: string,
    from: number,
    count: number,
    { signal }: RequestOptions = {},
  ): Promise<TestImages> {
    const choice = { part: 'test', label: null, from, count } as const;
    const reply = await this.#ask({ kind: 'dataset-images', dataset, ...choice }, signal);
    if (reply.kind !== 'dataset-images') throw unexpected(reply);
    return { images: reply.images, labels: reply.labels, total: reply.total };
  }

  /** Writes a checkpoint as a SavedModel into an empty folder. */
  writeSavedModel(model: ExportedModel, folder: string): Promise<void> {
    return exportBy((port) => this.#connect(port, 'exporting'), { model, folder });
  }

  /** Cancels what is under way, but for exports. */
  dispose(): void {
    const port = this.#port;
    this.#port = null;
    port?.close();
    this.#failAll(cancelled());
  }

  async #ask(question: Question, signal?: AbortSignal): Promise<SamplerReply> {
    if (signal?.aborted) throw cancelled(signal.reason);
    const port = (this.#port ??= this.#open());
    const id = this.#nextId++;
    const abort = () => {
      port.postMessage({ kind: 'cancel', id } satisfies SamplerRequest);
      this.#pending.get(id)?.fail(cancelled(signal?.reason));
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await new Promise<SamplerReply>((settle, fail) => {
        this.#pending.set(id, { settle, fail });
        port.postMessage({ ...question, id } satisfies SamplerRequest);
      });
    } finally {
      this.#pending.delete(id);
      signal?.removeEventListener('abort', abort);
    }
  }

  #open(): MessagePortMain {
    const { port1: port, port2: remote } = new MessageChannelMain();
    port.on('message', ({ data }) => this.#receive(data as SamplerReply));
    port.on('close', () => {
      if (this.#port !== port) return;
      this.#port = null;
      this.#failAll(crashed());
    });
    port.start();
    this.#connect(remote);
    return port;
  }

  #receive(reply: SamplerReply): void {
    const pending = this.#pending.get(reply.id);
    if (reply.kind === 'failed') pending?.fail(new WorkbenchError(reply.error));
    else pending?.settle(reply);
  }

  #failAll(error: WorkbenchError): void {
    for (const { fail } of this.#pending.values()) fail(error);
    this.#pending.clear();
  }
}

function cancelled(cause?: unknown): WorkbenchError {
  return new WorkbenchError(
    { kind: 'cancelled', message: 'The request was cancelled.' },
    { cause },
  );
}

function crashed(): WorkbenchError {
  return new WorkbenchError({
    kind: 'engine-crashed',
    message: 'The sampling process ended unexpectedly. Nothing stored was touched.',
    remedy: 'Try again: the next request starts it anew.',
  });
}

function unexpected(reply: SamplerReply): Error {
  return new Error(`The sampler answered with "${reply.kind}".`);
}
