import type { RunProgress } from '../../shared/runs';
import { stepLossParts } from '../../shared/metrics';
import { on } from '../api';

/** The run in training, wherever one is, as main tells of it. */
class Training {
  #progress = $state.raw<RunProgress | null>(null);

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
      }),
      on('run-changed', (run) => {
        if (run.id === this.#progress?.run && run.status !== 'running') this.#progress = null;
      }),
    ];
    return () => stops.forEach((stop) => stop());
  }
}

export const training = new Training();
