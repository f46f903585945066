/** Steps after which their pace says something about the rest. */
const enoughSteps = 20;

/** Estimates how long a training takes from how long its steps took so far, evaluation included. */
export class TrainingPace {
  readonly #startedAt: number;
  readonly #firstStep: number;
  readonly #lastStep: number;

  /**
   * @param now seconds, of a clock that never goes back.
   * @param firstStep steps of the whole run that are done by now.
   * @param lastStep steps of the whole run.
   */
  constructor(now: number, firstStep: number, lastStep: number) {
    this.#startedAt = now;
    this.#firstStep = firstStep;
    this.#lastStep = lastStep;
  }

  /** Seconds until the last step is done; null until there is enough to tell. */
  secondsLeft(now: number, step: number): number | null {
    const done = step - this.#firstStep;
    if (done < enoughSteps) return null;
    return ((now - this.#startedAt) / done) * (this.#lastStep - step);
  }
}
