import type { EngineSilence } from '../shared/heartbeat';
import type { RunProgress } from '../shared/run-progress';
import type { RunSummary } from '../shared/runs';
import { on } from './api';

/** The run in training, wherever one is, and what does not respond, as main tells of it. */
class Training {
  #progress = $state.raw<RunProgress | null>(null);
  #starting = $state.raw<RunSummary | null>(null);

  readonly #silent = $state<Record<EngineSilence['engine'], boolean>>({
    trainer: false,
    sampler: false,
  });

  /** Which processes do not respond. */
  get silent(): Readonly<Record<EngineSilence['engine'], boolean>> {
    return this.#silent;
  }

  /** The run whose training begins; null once it tells of progress. */
  get starting(): RunSummary | null {
    return this.#starting;
  }

  get progress(): RunProgress | null {
    return this.#progress;
  }

  /** Follows main's events; returns what ends that. */
  follow(): () => void {
    const stops = [
      on('run-progress', (progress) => {
        this.#progress = progress;
        this.#starting = null;
      }),
      on('engine-silent', ({ engine, isSilent }) => (this.#silent[engine] = isSilent)),
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
