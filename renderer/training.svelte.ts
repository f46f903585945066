import type { RunProgress, RunSummary } from '../shared/runs';
import { stepLossParts } from '../shared/metrics';
import { on } from './api';

/** The run in training, wherever one is, as main tells of it. */
class Training {
  #progress = $state.raw<RunProgress | null>(null);
  #starting = $state.raw<RunSummary | null>(null);

  /** The run whose training begins; null once it tells of progress. */
  get starting(): RunSummary | null {
    return this.#starting;
  }

  get progress(): RunProgress | null {
    return this.#progress;
  }

  /** Share of all steps that are done, 0 to 1. */
  readonly share = $derived.by(() => {
    const progress = this.#progress;
    if (progress === null) return null;
    return (progress.epoch - 1 + progress.step / progress.stepsPerEpoch) / progress.epochs;
  });

  /** Mean loss of the steps last told of, nats an image. */
  readonly loss = $derived.by(() => {
    const losses = this.#progress?.losses;
    if (losses === undefined || losses.length === 0) return null;
    let sum = 0;
    for (let i = 0; i < losses.length; i += stepLossParts) sum += losses[i]!;
    return sum / (losses.length / stepLossParts);
  });

  /** Follows main's events; returns what ends that. */
  follow(): () => void {
    const stops = [
      on('run-progress', (progress) => {
        this.#progress = progress;
        this.#starting = null;
      }),
      on('runs-changed', (runs) => runs.forEach((run) => this.#note(run))),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #note(run: RunSummary): void {
    if (run.status === 'running') {
      if (run.id !== this.#progress?.run) this.#starting = run;
      return;
    }
    if (run.id === this.#progress?.run) this.#progress = null;
    if (run.id === this.#starting?.id) this.#starting = null;
  }
}

export const training = new Training();
