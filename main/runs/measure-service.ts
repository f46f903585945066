import { join } from 'node:path';
import { WorkbenchError } from '../../shared/errors';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { MeasureTask } from '../../shared/measure-protocol';
import {
  measureNames,
  whyNotMeasured,
  type Measure,
  type MeasureName,
} from '../../shared/measures';
import type { DatasetFiles } from '../../shared/trainer-protocol';
import type { MeasureListener } from '../engine-host/measure-client';
import type { MeasureStore } from '../storage/measure-store';
import type { RunEvents } from './events';
import type { RunService } from './run-service';

export interface MeasureServiceOptions {
  readonly measures: MeasureStore;
  readonly runs: Pick<RunService, 'get' | 'checkpoint' | 'checkpointWeights'>;
  readonly events: RunEvents;
  /** Measures in the engine; rejects with a `WorkbenchError`. */
  readonly engine: (
    task: MeasureTask,
    listener: MeasureListener,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly datasetFiles: (dataset: string) => DatasetFiles;
  /** The data folder. */
  readonly profile: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface Evaluation {
  readonly checkpoint: CheckpointId;
  /** Latents for each test image of the importance-weighted bound. */
  readonly importanceSamples: number;
  /** All that the model allows when not given. */
  readonly names?: readonly MeasureName[];
}

/** Measures checkpoints on demand, one at a time, and stores each measure as soon as it is there. */
export class MeasureService {
  readonly #options: MeasureServiceOptions;
  #active: { readonly run: RunId; readonly controller: AbortController } | null = null;

  constructor(options: MeasureServiceOptions) {
    this.#options = options;
  }

  /**
   * @returns what was measured; measures that make no sense for the model are left out.
   * @throws WorkbenchError `not-found`, `conflict` while another evaluation is under way, `cancelled`,
   * `dataset-damaged`, `engine-crashed`. What was measured by then is stored.
   */
  async evaluate(
    { checkpoint: id, importanceSamples, names = measureNames }: Evaluation,
    signal?: AbortSignal,
  ): Promise<readonly Measure[]> {
    const { measures, runs, events, engine, datasetFiles, profile, now } = this.#options;
    const checkpoint = runs.checkpoint(id);
    const { run, epoch, step } = checkpoint;
    this.#refuseSecond();
    const model = runs.checkpointWeights(id);
    const { conditioning, dataset } = model.config;
    const task: MeasureTask = {
      names: names.filter((name) => whyNotMeasured(name, conditioning) === null),
      importanceSamples,
      model,
      dataset: datasetFiles(dataset),
      judgeFolder: join(profile, 'judges'),
    };
    const controller = new AbortController();
    const abort = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', abort);
    this.#active = { run, controller };
    const taken: Measure[] = [];
    const listener: MeasureListener = {
      onProgress: (work, share) =>
        events.emit('evaluation-changed', { run, progress: { run, checkpoint: id, work, share } }),
      onMeasured: (measured, engineFacts) => {
        const measure = {
          ...measured,
          run,
          checkpoint: id,
          epoch,
          step,
          engine: engineFacts,
          createdAt: now(),
        };
        measures.put(measure);
        taken.push(measure);
        events.emit('measured', measure);
      },
    };
    try {
      await engine(task, listener, controller.signal);
      return taken;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#active = null;
      events.emit('evaluation-changed', { run, progress: null });
    }
  }

  /** Stops the evaluation of a run, if there is one; it rejects with `cancelled`. */
  cancel(run: RunId): void {
    if (this.#active?.run === run) this.#active.controller.abort();
  }

  #refuseSecond(): void {
    if (this.#active === null) return;
    const { name } = this.#options.runs.get(this.#active.run);
    throw new WorkbenchError({
      kind: 'conflict',
      message: `“${name}” is being evaluated. Nothing was begun.`,
      remedy: 'Wait for it to end, or cancel it.',
    });
  }
}
