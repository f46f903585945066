import type { DatasetPart } from '../../shared/datasets';
import { toErrorReport, type ErrorReport } from '../../shared/errors';
import { pixelCount } from '../../shared/images';
import type { DatasetImages } from '../../shared/sampler-requests';

/** Images that are asked for together: 188 kB. */
export const pageSize = 240;
/** Pages kept at hand: 11 MB. */
const keptPages = 60;

/** Which images of a dataset. */
export interface ImageSet {
  readonly dataset: string;
  readonly part: DatasetPart;
  /** Null for all classes. */
  readonly label: number | null;
}

/** Some images in a row. */
export interface ImageStretch {
  /** Gray levels [n, 784]. */
  readonly pixels: Uint8Array;
  /** [n] */
  readonly labels: readonly number[];
  /** Each image's number in its part, counted from 0: [n]. */
  readonly numbers: readonly number[];
}

type Fetch = (set: ImageSet, from: number, count: number) => Promise<DatasetImages>;

/** Images of one part of a dataset, of a class or of all, which are fetched as they come into sight. */
export class ImagePages {
  readonly #set: ImageSet;
  readonly #fetch: Fetch;
  #pages = $state.raw<ReadonlyMap<number, DatasetImages>>(new Map());
  #error = $state.raw<ErrorReport | null>(null);
  readonly #asked = new Set<number>();

  constructor(set: ImageSet, fetch: Fetch) {
    this.#set = set;
    this.#fetch = fetch;
  }

  /** Why images are missing. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Fetches images that are not there yet. */
  want(from: number, count: number): void {
    for (const page of pagesOf(from, count)) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      void this.#load(page);
    }
  }

  /** Null until all of them are there. */
  stretch(from: number, count: number): ImageStretch | null {
    const pixels = new Uint8Array(count * pixelCount);
    const labels: number[] = [];
    const numbers: number[] = [];
    for (let i = 0; i < count; i++) {
      const page = this.#pages.get(Math.floor((from + i) / pageSize));
      const place = (from + i) % pageSize;
      if (page === undefined || place >= page.labels.length) return null;
      const image = page.images.subarray(place * pixelCount, (place + 1) * pixelCount);
      pixels.set(image, i * pixelCount);
      labels.push(page.labels[place]!);
      numbers.push(page.numbers[place]!);
    }
    return { pixels, labels, numbers };
  }

  async #load(page: number): Promise<void> {
    try {
      const images = await this.#fetch(this.#set, page * pageSize, pageSize);
      const kept = [...this.#pages, [page, images] as const].slice(-keptPages);
      this.#pages = new Map(kept);
      for (const asked of this.#asked) {
        if (this.#asked.size > keptPages && !this.#pages.has(asked)) this.#asked.delete(asked);
      }
      this.#error = null;
    } catch (thrown) {
      this.#asked.delete(page);
      this.#error = toErrorReport(thrown);
    }
  }
}

function pagesOf(from: number, count: number): readonly number[] {
  const first = Math.floor(from / pageSize);
  const last = Math.floor((from + count - 1) / pageSize);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
