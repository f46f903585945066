import { toErrorReport, type ErrorReport } from '../../../shared/errors';
import { pixelCount } from '../../../shared/images';
import type { SamplerReply } from '../../../shared/sampler-protocol';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import type { TestImagesRequest } from './request';

/** Gray levels [n, 784] and labels [n]. */
export interface TestSet {
  readonly images: Uint8Array;
  readonly labels: Uint8Array;
}

export interface TestSetsOptions {
  /** Throws a `WorkbenchError` when the files are no good. */
  readonly read: (files: DatasetFiles) => TestSet;
  /** Asks where a dataset's files are; `provide` or `refuse` answers. */
  readonly want: (dataset: string) => void;
}

interface Waiting<Client> {
  readonly client: Client;
  readonly request: TestImagesRequest;
}

/** Answers requests for test images. The test set asked for last stays in memory. */
export class TestSets<Client extends (reply: SamplerReply) => void> {
  readonly #options: TestSetsOptions;
  #waiting: Waiting<Client>[] = [];
  #kept: { readonly dataset: string; readonly testSet: TestSet } | null = null;

  constructor(options: TestSetsOptions) {
    this.#options = options;
  }

  answer(client: Client, request: TestImagesRequest): void {
    if (this.#kept?.dataset === request.dataset) {
      client(slice(this.#kept.testSet, request));
      return;
    }
    const isAskedFor = this.#waiting.some((other) => other.request.dataset === request.dataset);
    this.#waiting.push({ client, request });
    if (!isAskedFor) this.#options.want(request.dataset);
  }

  provide(dataset: string, files: DatasetFiles): void {
    try {
      const testSet = this.#options.read(files);
      this.#kept = { dataset, testSet };
      for (const { client, request } of this.#take(dataset)) client(slice(testSet, request));
    } catch (thrown) {
      this.refuse(dataset, toErrorReport(thrown));
    }
  }

  refuse(dataset: string, error: ErrorReport): void {
    for (const { client, request } of this.#take(dataset)) {
      client({ kind: 'failed', id: request.id, error });
    }
  }

  /** Answers this client no more. */
  forget(client: Client): void {
    this.#waiting = this.#waiting.filter((other) => other.client !== client);
  }

  #take(dataset: string): readonly Waiting<Client>[] {
    const taken = this.#waiting.filter(({ request }) => request.dataset === dataset);
    this.#waiting = this.#waiting.filter(({ request }) => request.dataset !== dataset);
    return taken;
  }
}

/** Copies, since a message carries the whole of the memory that an array is a view of. */
function slice({ images, labels }: TestSet, { id, from, count }: TestImagesRequest): SamplerReply {
  return {
    kind: 'test-images',
    id,
    images: images.slice(from * pixelCount, (from + count) * pixelCount),
    labels: labels.slice(from, from + count),
    total: labels.length,
  };
}
