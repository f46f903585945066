import { DenseSeries } from './dense-series';

/** The average never reaches back further than this share of the values so far. */
const reach = 0.1;

/**
 * The exponential moving average of another series over about `span` values; over fewer at first, since
 * a loss falls so fast there that an average over `span` would only trail behind.
 */
export class SmoothedSeries {
  readonly #source: DenseSeries;
  readonly #smoothed = new DenseSeries();
  #span = 1;
  #revision = 0;
  #average = NaN;
  #count = 0;

  constructor(source: DenseSeries) {
    this.#source = source;
  }

  /**
   * The average up to the source's present end. Only what is new is computed, unless the span changed
   * or the source forgot values.
   */
  refresh(span: number): DenseSeries {
    if (span !== this.#span || this.#source.revision !== this.#revision) {
      this.#span = span;
      this.#revision = this.#source.revision;
      this.#smoothed.truncate(0);
      this.#average = NaN;
      this.#count = 0;
    }
    for (let index = this.#smoothed.length; index < this.#source.length; index++) {
      this.#smoothed.append(this.#next(this.#source.at(index)));
    }
    return this.#smoothed;
  }

  /** Missing values stay missing, and leave the average as it is. */
  #next(value: number): number {
    if (Number.isNaN(value)) return NaN;
    this.#count++;
    const over = Math.max(1, Math.min(this.#span, this.#count * reach));
    this.#average = over === 1 ? value : this.#average + (value - this.#average) / over;
    return this.#average;
  }
}
