/** A point of a drawn curve. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Values in a block whose extremes are kept ready. */
const blockSize = 64;

/**
 * An append-only sequence of float32 values, such as one loss a step. Missing values are NaN.
 *
 * Extremes of whole blocks are kept as values come in, so that a curve of a million values is thinned
 * for drawing in well under a millisecond.
 */
export class DenseSeries {
  #values = new Float32Array(1024);
  #low = new Float32Array(16);
  #high = new Float32Array(16);
  #length = 0;
  #revision = 0;

  get length(): number {
    return this.#length;
  }

  /** Changes whenever values that were there are forgotten. */
  get revision(): number {
    return this.#revision;
  }

  /** NaN outside. */
  at(index: number): number {
    return index >= 0 && index < this.#length ? this.#values[index]! : NaN;
  }

  append(value: number): void {
    const index = this.#length;
    if (index === this.#values.length) this.#grow();
    this.#values[index] = value;
    this.#length = index + 1;
    const block = Math.floor(index / blockSize);
    if (index % blockSize === 0) {
      this.#low[block] = Infinity;
      this.#high[block] = -Infinity;
    }
    if (value < this.#low[block]!) this.#low[block] = value;
    if (value > this.#high[block]!) this.#high[block] = value;
  }

  /** Forgets all values from `length` on. */
  truncate(length: number): void {
    if (length >= this.#length) return;
    this.#revision++;
    const start = length - (length % blockSize);
    const kept = this.#values.slice(start, length);
    this.#length = start;
    for (const value of kept) this.append(value);
  }

  /**
   * Of the values in `from` .. `to` (exclusive) one of each of at most `buckets` buckets, its last: for
   * curves that are smooth already. `x` is an index. Missing values are left out.
   */
  sampled(buckets: number, from = 0, to = this.#length): Point[] {
    const points: Point[] = [];
    const count = Math.min(buckets, to - from);
    for (let bucket = 1; bucket <= count; bucket++) {
      const x = from + Math.floor((bucket * (to - from)) / count) - 1;
      const y = this.#values[x]!;
      if (!Number.isNaN(y)) points.push({ x, y });
    }
    return points;
  }

  /**
   * The values in `from` .. `to` (exclusive) thinned to at most `2 * buckets` points for drawing: of each
   * bucket its lowest and its highest value, so that no spike is lost, at the bucket's middle and in the
   * order of the trend. `x` is an index. Missing values, and buckets without a value, are left out.
   */
  thinned(buckets: number, from = 0, to = this.#length): Point[] {
    const points: Point[] = [];
    if (to - from <= 2 * buckets) {
      for (let x = from; x < to; x++) {
        const y = this.#values[x]!;
        if (!Number.isNaN(y)) points.push({ x, y });
      }
      return points;
    }
    for (let bucket = 0; bucket < buckets; bucket++) {
      const start = from + Math.floor((bucket * (to - from)) / buckets);
      const end = from + Math.floor(((bucket + 1) * (to - from)) / buckets);
      const { low, high } = this.extremes(start, end);
      if (low > high) continue;
      const x = (start + end - 1) / 2;
      const falls = this.#values[start]! > this.#values[end - 1]!;
      points.push({ x, y: falls ? high : low }, { x, y: falls ? low : high });
    }
    return points;
  }

  /** Lowest and highest value in `from` .. `to` (exclusive); Infinity and -Infinity if there is none. */
  extremes(from: number, to: number): { readonly low: number; readonly high: number } {
    let low = Infinity;
    let high = -Infinity;
    let index = from;
    while (index < to) {
      if (index % blockSize === 0 && index + blockSize <= to) {
        const block = index / blockSize;
        if (this.#low[block]! < low) low = this.#low[block]!;
        if (this.#high[block]! > high) high = this.#high[block]!;
        index += blockSize;
      } else {
        const value = this.#values[index]!;
        if (value < low) low = value;
        if (value > high) high = value;
        index++;
      }
    }
    return { low, high };
  }

  #grow(): void {
    const doubled = (old: Float32Array): Float32Array<ArrayBuffer> => {
      const larger = new Float32Array(old.length * 2);
      larger.set(old);
      return larger;
    };
    this.#values = doubled(this.#values);
    this.#low = doubled(this.#low);
    this.#high = doubled(this.#high);
  }
}
