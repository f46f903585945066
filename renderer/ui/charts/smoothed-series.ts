import { DenseSeries } from './dense-series';

/**
 * The exponential moving average of another series over about `span` values, without the bias that
 * starting from zero would give (as Adam corrects its moments; Kingma and Ba 2015, section 3).
 */
export class SmoothedSeries {
  readonly #source: DenseSeries;
  readonly #smoothed = new DenseSeries();
  #span = 1;
  #revision = 0;
  #sum = 0;
  #weight = 0;

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
      this.#sum = 0;
      this.#weight = 0;
    }
    const keep = 1 - 1 / span;
    for (let index = this.#smoothed.length; index < this.#source.length; index++) {
      const value = this.#source.at(index);
      if (Number.isNaN(value)) {
        this.#smoothed.append(NaN);
        continue;
      }
      this.#sum = keep * this.#sum + (1 - keep) * value;
      this.#weight = keep * this.#weight + (1 - keep);
      this.#smoothed.append(this.#sum / this.#weight);
    }
    return this.#smoothed;
  }
}
