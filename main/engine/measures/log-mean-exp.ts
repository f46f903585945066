/** log of the mean of exp(x) over values x given one by one, where exp(x) itself underflows. */
export class LogMeanExp {
  #count = 0;
  #sum = 0;
  #greatest = -Infinity;
  /** Of exp(x - greatest). */
  #scaled = 0;

  add(x: number): void {
    this.#count++;
    this.#sum += x;
    if (x <= this.#greatest) {
      this.#scaled += Math.exp(x - this.#greatest);
      return;
    }
    this.#scaled = this.#scaled * Math.exp(this.#greatest - x) + 1;
    this.#greatest = x;
  }

  get value(): number {
    return this.#greatest + Math.log(this.#scaled / this.#count);
  }

  get meanOfLogs(): number {
    return this.#sum / this.#count;
  }
}
