import type { EvaluationProgress } from '../../shared/measures';

/** Share of a work after which its pace says something about the rest. */
const enoughShare = 0.01;

/** Estimates how long each work of an evaluation still takes from how long it took so far. */
export class WorkPace {
  #first: { readonly work: string; readonly share: number; readonly at: number } | null = null;

  /**
   * Seconds until the work at hand is done; null until there is enough to tell.
   *
   * @param now seconds.
   */
  secondsLeft({ work, share }: Pick<EvaluationProgress, 'work' | 'share'>, now: number) {
    if (this.#first === null || this.#first.work !== work || share < this.#first.share) {
      this.#first = { work, share, at: now };
    }
    const done = share - this.#first.share;
    return done < enoughShare ? null : ((now - this.#first.at) / done) * (1 - share);
  }
}
