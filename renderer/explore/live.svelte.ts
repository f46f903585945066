import { toErrorReport, type ErrorReport } from '../../shared/errors';

/**
 * Something computed elsewhere that follows a quick hand. One computation is under way at a time; of
 * the wishes that come meanwhile, the newest is next, and the others are dropped.
 */
export class Live<Wish, Result> {
  readonly #compute: (wish: Wish) => Promise<Result>;
  #wanted: { readonly wish: Wish } | null = null;
  #isWorking = false;
  #result = $state.raw<Result | null>(null);
  #error = $state.raw<ErrorReport | null>(null);

  constructor(compute: (wish: Wish) => Promise<Result>) {
    this.#compute = compute;
  }

  /** Of the newest wish that was met; null before the first. */
  get result(): Result | null {
    return this.#result;
  }

  /** Why the newest wish was not met. */
  get error(): ErrorReport | null {
    return this.#error;
  }

  /** Resolves when nothing is wanted any more. */
  async want(wish: Wish): Promise<void> {
    this.#wanted = { wish };
    if (this.#isWorking) return;
    this.#isWorking = true;
    while (this.#wanted !== null) await this.#meet(this.#wanted);
    this.#isWorking = false;
  }

  /** Forgets what is shown; what is under way is not shown either. */
  clear(): void {
    this.#wanted = null;
    this.#result = null;
    this.#error = null;
  }

  async #meet(wanted: { readonly wish: Wish }): Promise<void> {
    try {
      const result = await this.#compute(wanted.wish);
      if (this.#wanted === null) return;
      this.#result = result;
      this.#error = null;
    } catch (thrown) {
      if (this.#wanted === wanted) this.#error = toErrorReport(thrown);
    }
    if (this.#wanted === wanted) this.#wanted = null;
  }
}
