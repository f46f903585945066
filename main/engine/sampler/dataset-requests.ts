import type { DatasetContents, DatasetPart } from '../../../shared/datasets';
import { toErrorReport, type ErrorReport } from '../../../shared/errors';
import { pixelCount } from '../../../shared/images';
import type { SamplerReply } from '../../../shared/sampler-protocol';
import type { DatasetFiles } from '../../../shared/trainer-protocol';
import type { LabelledImages } from '../data/idx';
import type { ContentsRequest, ImagesRequest } from './request';

export type DatasetRequest = ImagesRequest | ContentsRequest;

export interface DatasetRequestsOptions {
  /** Throws a `WorkbenchError` when the files are no good. */
  readonly read: (files: DatasetFiles, part: DatasetPart) => LabelledImages;
  readonly contents: (train: LabelledImages, test: LabelledImages) => DatasetContents;
  /** Asks where a dataset's files are; `provide` or `refuse` answers. */
  readonly want: (dataset: string) => void;
}

interface Waiting<Client> {
  readonly client: Client;
  readonly request: DatasetRequest;
}

/** Answers requests for what is in datasets. The part of one that was asked for last stays in memory. */
export class DatasetRequests<Client extends (reply: SamplerReply) => void> {
  readonly #options: DatasetRequestsOptions;
  #waiting: Waiting<Client>[] = [];
  #kept: {
    readonly dataset: string;
    readonly part: DatasetPart;
    readonly images: LabelledImages;
  } | null = null;

  constructor(options: DatasetRequestsOptions) {
    this.#options = options;
  }

  answer(client: Client, request: DatasetRequest): void {
    const kept = this.#kept;
    if (
      request.kind === 'dataset-images'
      && kept?.dataset === request.dataset
      && kept.part === request.part
    ) {
      client(slice(kept.images, request));
      return;
    }
    const isAskedFor = this.#waiting.some((other) => other.request.dataset === request.dataset);
    this.#waiting.push({ client, request });
    if (!isAskedFor) this.#options.want(request.dataset);
  }

  provide(dataset: string, files: DatasetFiles): void {
    for (const { client, request } of this.#take(dataset)) {
      try {
        client(
          request.kind === 'dataset-images'
            ? slice(this.#part(request, files), request)
            : this.#contents(request, files),
        );
      } catch (thrown) {
        client({ kind: 'failed', id: request.id, error: toErrorReport(thrown) });
      }
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

  #part({ dataset, part }: ImagesRequest, files: DatasetFiles): LabelledImages {
    if (this.#kept?.dataset !== dataset || this.#kept.part !== part) {
      this.#kept = { dataset, part, images: this.#options.read(files, part) };
    }
    return this.#kept.images;
  }

  #contents({ id }: ContentsRequest, files: DatasetFiles): SamplerReply {
    const { read, contents } = this.#options;
    return {
      kind: 'dataset-contents',
      id,
      contents: contents(read(files, 'train'), read(files, 'test')),
    };
  }

  #take(dataset: string): readonly Waiting<Client>[] {
    const taken = this.#waiting.filter(({ request }) => request.dataset === dataset);
    this.#waiting = this.#waiting.filter(({ request }) => request.dataset !== dataset);
    return taken;
  }
}

/** Copies, since a message carries the whole of the memory that an array is a view of. */
function slice(part: LabelledImages, { id, label, from, count }: ImagesRequest): SamplerReply {
  const { numbers, total } = numbersOf(part.labels, label, from, count);
  const images = new Uint8Array(numbers.length * pixelCount);
  numbers.forEach((number, i) => {
    const image = part.images.subarray(number * pixelCount, (number + 1) * pixelCount);
    images.set(image, i * pixelCount);
  });
  const labels = Uint8Array.from(numbers, (number) => part.labels[number]!);
  return { kind: 'dataset-images', id, images, labels, numbers, total };
}

/** Where in the part the images asked for are. */
function numbersOf(
  labels: Uint8Array,
  label: number | null,
  from: number,
  count: number,
): { readonly numbers: Uint32Array; readonly total: number } {
  if (label === null) {
    const end = Math.min(labels.length, from + count);
    const numbers = Uint32Array.from({ length: Math.max(0, end - from) }, (_, i) => from + i);
    return { numbers, total: labels.length };
  }
  const numbers: number[] = [];
  let total = 0;
  for (let i = labels.indexOf(label); i !== -1; i = labels.indexOf(label, i + 1)) {
    if (total >= from && total < from + count) numbers.push(i);
    total++;
  }
  return { numbers: Uint32Array.from(numbers), total };
}
