import { DenseSeries } from './dense-series';

/**
 * The exponential moving average of another series, over about `span` values, without the bias
 * towards a starting value (the correction of Adam; Kingma and Ba 2015, section 3). Follows its source:
 * `refresh` takes in only what came since.
 */
export class SmoothedSeries {
  readonly values = new DenseSeries();
  readonly #source: DenseSeries;
  #span: number;
  #sum = 0;
  #weight = 0;
  #revision = -1;

  constructor(source: DenseSeries, span: number) {
    this.#source = source;
    this.#span = span;
  }

  get span(): number {
    return this.#span;
  }

  /** Takes in what the source gained; starts over where the span, or what was taken in, changed. */
  refresh(span: number): DenseSeries {
    if (span !== this.#span || this.#revision !== this.#source.revision) {
      this.#span = span;
      this.#revision = this.#source.revision;
      this.values.truncate(0);
      this.#sum = 0;
      this.#weight = 0;
    }
    const keep = 1 - 1 / this.#span;
    for (let index = this.values.length; index < this.#source.length; index++) {
      const value = this.#source.at(index);
      if (Number.isNaN(value)) {
        this.values.append(NaN);
        continue;
      }
      this.#sum = keep * this.#sum + (1 - keep) * value;
      this.#weight = keep * this.#weight + (1 - keep);
      this.values.append(this.#sum / this.#weight);
    }
    return this.values;
  }
}
