import { toErrorReport } from '../../shared/errors';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { EvaluationProgress } from '../../shared/measures';
import { call, on } from '../api';
import { toasts } from '../ui/toasts.svelte';
import { WorkPace } from './work-pace';

/** The evaluation of a run that is under way, if one is: begun here, or before this page was opened. */
export class EvaluationState {
  readonly #run: RunId;
  #progress = $state.raw<EvaluationProgress | null>(null);
  #secondsLeft = $state.raw<number | null>(null);
  #isBeginning = $state(false);
  #isEnding = $state(false);

  constructor(run: RunId) {
    this.#run = run;
  }

  get isUnderWay(): boolean {
    return this.#isBeginning || this.#progress !== null;
  }

  /** Null until there is something to tell. */
  get progress(): EvaluationProgress | null {
    return this.#progress;
  }

  /** Until the work at hand is done; null until there is enough to tell. */
  get secondsLeft(): number | null {
    return this.#secondsLeft;
  }

  /** Cancelled, and not at its end yet. */
  get isEnding(): boolean {
    return this.#isEnding;
  }

  /** Returns what ends following it. */
  follow(): () => void {
    const pace = new WorkPace();
    return on('evaluation-changed', ({ run, progress }) => {
      if (run !== this.#run) return;
      this.#progress = progress;
      this.#secondsLeft = progress && pace.secondsLeft(progress, performance.now() / 1000);
    });
  }

  async begin(checkpoint: CheckpointId, importanceSamples: number): Promise<void> {
    if (this.isUnderWay) return;
    this.#isBeginning = true;
    try {
      await call('measures.evaluate', { checkpoint, importanceSamples });
    } catch (thrown) {
      if (toErrorReport(thrown).kind !== 'cancelled') toasts.showError(thrown);
    } finally {
      this.#isBeginning = false;
      this.#isEnding = false;
    }
  }

  async cancel(): Promise<void> {
    this.#isEnding = true;
    try {
      await call('measures.cancel', { run: this.#run });
    } catch (thrown) {
      toasts.showError(thrown);
    } finally {
      this.#isEnding = false;
    }
  }
}
