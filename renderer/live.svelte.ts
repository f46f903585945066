import { toErrorReport, type ErrorReport } from '../shared/errors';

/**
 * Something computed elsewhere that follows a quick hand. One computation is under way at a time; of
 * the wishes that come meanwhile, the newest is next, and the others are dropped.
 */
export class Live<Wish, Result> {
  readonly #compute: (wish: Wish) => Promise<Result>;
  #next: { readonly wish: Wish } | null = null;
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
    this.#next = { wish };
    if (this.#isWorking) return;
    this.#isWorking = true;
    for (let next = this.#take(); next !== null; next = this.#take()) await this.#meet(next.wish);
    this.#isWorking = false;
  }

  #take(): { readonly wish: Wish } | null {
    const next = this.#next;
    this.#next = null;
    return next;
  }

  async #meet(wish: Wish): Promise<void> {
    try {
      this.#result = await this.#compute(wish);
      this.#error = null;
    } catch (thrown) {
      if (this.#next === null) this.#error = toErrorReport(thrown);
    }
  }
}
