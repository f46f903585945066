import { toErrorReport, type ErrorReport } from '../../../shared/errors';
import type { CheckpointId } from '../../../shared/ids';
import type { CheckpointWeights, SamplerReply } from '../../../shared/sampler-protocol';
import { DatasetRequests, type DatasetRequestsOptions } from './dataset-requests';
import { Job } from './job';
import { JobQueue, type Queued } from './job-queue';
import type { Model } from './model';
import { ModelCache } from './model-cache';
import { parseMessage } from './request';

type Reply = (reply: SamplerReply) => void;

export interface SamplerServiceOptions {
  /** Loads a model; throws a `WorkbenchError` when the weights are no good. */
  readonly load: (weights: CheckpointWeights) => Model;
  /** Asks main for a checkpoint; `provide` or `refuse` answers. */
  readonly want: (checkpoint: CheckpointId) => void;
  /** How datasets are read, and asked for of main: `datasets.provide` or `datasets.refuse` answers. */
  readonly datasets: DatasetRequestsOptions;
  /** Calls back after the messages that have come in by now were received. */
  readonly defer: (work: () => void) => void;
  /** For loaded models. */
  readonly cacheBytes: number;
}

/** One client's line to the sampler. */
export interface Connection {
  receive(message: unknown): void;
  close(): void;
}

const superseded: ErrorReport = {
  kind: 'cancelled',
  message: 'A newer request took the place of this one.',
};
const cancelled: ErrorReport = { kind: 'cancelled', message: 'The request was cancelled.' };

/** Receives requests from many clients and answers each, a chunk of one at a time. */
export class SamplerService {
  readonly datasets: DatasetRequests<Reply>;
  readonly #options: SamplerServiceOptions;
  readonly #queue = new JobQueue<Reply>();
  readonly #models: ModelCache;
  readonly #wanted = new Set<CheckpointId>();
  #isDeferred = false;

  constructor(options: SamplerServiceOptions) {
    this.#options = options;
    this.#models = new ModelCache(options.cacheBytes);
    this.datasets = new DatasetRequests(options.datasets);
  }

  connect(reply: Reply): Connection {
    return {
      receive: (message) => this.#receive(reply, message),
      close: () => {
        this.#queue.remove(({ client }) => client === reply);
        this.datasets.forget(reply);
      },
    };
  }

  provide(weights: CheckpointWeights): void {
    try {
      this.#models.add(weights.checkpoint, this.#options.load(weights));
      this.#wanted.delete(weights.checkpoint);
      this.#goOn();
    } catch (thrown) {
      this.refuse(weights.checkpoint, toErrorReport(thrown));
    }
  }

  /** There is no such checkpoint, or it cannot be used. */
  refuse(checkpoint: CheckpointId, error: ErrorReport): void {
    this.#wanted.delete(checkpoint);
    fail(
      this.#queue.remove(({ job }) => job.checkpoint === checkpoint),
      error,
    );
  }

  #receive(reply: Reply, message: unknown): void {
    const request = parseMessage(message);
    switch (request?.kind) {
      case undefined:
        return;
      case 'malformed':
        reply({ kind: 'failed', id: request.id, error: request.error });
        return;
      case 'cancel': {
        const { id } = request;
        const matches = ({ client, job }: Queued<Reply>) => client === reply && job.id === id;
        fail(this.#queue.remove(matches), cancelled);
        return;
      }
      case 'dataset-images':
      case 'dataset-contents':
        this.datasets.answer(reply, request);
        return;
      case 'decode':
      case 'encode':
      case 'reconstruct':
      case 'complete':
        fail(this.#queue.add(reply, new Job(request)), superseded);
        this.#goOn();
    }
  }

  /** Asks for the models that jobs lack, and sees to it that those which have theirs are worked on. */
  #goOn(): void {
    let hasWork = false;
    for (const { job } of this.#queue) {
      if (this.#models.has(job.checkpoint)) hasWork = true;
      else this.#want(job.checkpoint);
    }
    if (!hasWork || this.#isDeferred) return;
    this.#isDeferred = true;
    this.#options.defer(() => {
      this.#isDeferred = false;
      this.#workOnNext();
      this.#goOn();
    });
  }

  #want(checkpoint: CheckpointId): void {
    if (this.#wanted.has(checkpoint)) return;
    this.#wanted.add(checkpoint);
    this.#options.want(checkpoint);
  }

  #workOnNext(): void {
    const queued = this.#queue.next(({ checkpoint }) => this.#models.has(checkpoint));
    const model = queued && this.#models.get(queued.job.checkpoint);
    if (queued === undefined || model === undefined) return;
    const done = (reply: SamplerReply) => {
      this.#queue.remove(({ job }) => job === queued.job);
      queued.client(reply);
    };
    try {
      const answer = queued.job.advance(model);
      if (answer !== null) done(answer);
    } catch (thrown) {
      done({ kind: 'failed', id: queued.job.id, error: toErrorReport(thrown) });
    }
  }
}

function fail(jobs: readonly Queued<Reply>[], error: ErrorReport): void {
  for (const { client, job } of jobs) client({ kind: 'failed', id: job.id, error });
}
