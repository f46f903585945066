import type { Band, Channels } from './bands';

/** Longest side of a thumbnail in pixels. */
const longest = 320;

/** Makes a small picture while the lines of the large one go by: the mean of squares of pixels. */
export class Thumbnail {
  readonly width: number;
  readonly height: number;
  readonly channels: Channels;
  readonly #factor: number;
  readonly #fullWidth: number;
  readonly #pixels: Uint8Array;
  /** Of the line of squares at hand: [width, channels]. */
  readonly #sums: Float64Array;
  #lines = 0;
  #done = 0;

  constructor(width: number, height: number, channels: Channels) {
    this.#factor = Math.max(1, Math.ceil(Math.max(width, height) / longest));
    this.#fullWidth = width;
    this.channels = channels;
    this.width = Math.max(1, Math.floor(width / this.#factor));
    this.height = Math.max(1, Math.floor(height / this.#factor));
    this.#pixels = new Uint8Array(this.width * this.height * channels);
    this.#sums = new Float64Array(this.width * channels);
  }

  add({ lines, repeat }: Band): void {
    const stride = this.#fullWidth * this.channels;
    for (let at = 0; at < lines.length; at += stride) {
      this.#addLine(lines.subarray(at, at + stride), repeat);
    }
  }

  /** All that has gone by, as one band. */
  band(): Band {
    if (this.#lines > 0 && this.#done < this.height) this.#finish();
    return { lines: this.#pixels, repeat: 1 };
  }

  #addLine(line: Uint8Array, repeat: number): void {
    let left = repeat;
    while (left > 0 && this.#done < this.height) {
      const count = Math.min(left, this.#factor - this.#lines);
      this.#sum(line, count);
      left -= count;
      this.#lines += count;
      if (this.#lines === this.#factor) this.#finish();
    }
  }

  #sum(line: Uint8Array, count: number): void {
    const { width, channels } = this;
    const factor = Math.min(this.#factor, this.#fullWidth);
    for (let x = 0; x < width; x++) {
      for (let channel = 0; channel < channels; channel++) {
        let sum = 0;
        const end = (x + 1) * factor * channels;
        for (let at = x * factor * channels + channel; at < end; at += channels) sum += line[at]!;
        this.#sums[x * channels + channel]! += sum * count;
      }
    }
  }

  #finish(): void {
    const area = Math.min(this.#factor, this.#fullWidth) * this.#lines;
    const from = this.#done * this.#sums.length;
    for (let i = 0; i < this.#sums.length; i++) {
      this.#pixels[from + i] = Math.round(this.#sums[i]! / area);
    }
    this.#sums.fill(0);
    this.#lines = 0;
    this.#done++;
  }
}
