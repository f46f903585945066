import { toErrorReport } from '../../shared/errors';
import type { RunId } from '../../shared/ids';
import type { DatasetFiles, TrainerCommand, TrainerEvent } from '../../shared/trainer-protocol';
import { readDataset, type Dataset } from './data/idx';
import type { CreateEngine } from './engine';
import { stepsPerEpoch, train } from './train';

type TrainCommand = Extract<TrainerCommand, { kind: 'train' }>;

/** Trains one run at a time and tells of it through `post`. */
export class TrainerService {
  readonly #createEngine: CreateEngine;
  readonly #post: (event: TrainerEvent) => void;
  #training: { readonly run: RunId; readonly halt: AbortController } | null = null;
  #dataset: { readonly key: string; readonly dataset: Dataset } | null = null;

  constructor(createEngine: CreateEngine, post: (event: TrainerEvent) => void) {
    this.#createEngine = createEngine;
    this.#post = post;
  }

  async handle(command: TrainerCommand): Promise<void> {
    if (command.kind === 'train') {
      await this.#train(command);
    } else if (this.#training?.run === command.run) {
      this.#training.halt.abort();
    }
  }

  async #train(command: TrainCommand): Promise<void> {
    const { run } = command;
    if (this.#training !== null) {
      const message = 'The trainer is already training a run.';
      this.#post({ kind: 'failed', run, error: { kind: 'conflict', message } });
      return;
    }
    const halt = new AbortController();
    this.#training = { run, halt };
    try {
      this.#post(await this.#trained(command, halt.signal));
    } catch (thrown) {
      this.#post({ kind: 'failed', run, error: toErrorReport(thrown) });
    } finally {
      this.#training = null;
    }
  }

  async #trained(command: TrainCommand, halt: AbortSignal): Promise<TrainerEvent> {
    const { run, config, resume } = command;
    const dataset = this.#read(command.dataset);
    const engine = this.#createEngine(config, dataset);
    try {
      const steps = stepsPerEpoch(config, dataset);
      this.#post({ kind: 'started', run, stepsPerEpoch: steps });
      const state = await train(engine, {
        config,
        dataset,
        resume,
        halt,
        onProgress: (progress) =>
          this.#post({ kind: 'progress', run, stepsPerEpoch: steps, ...progress }),
        onEpoch: (epoch) => this.#post({ kind: 'epoch', run, ...epoch }),
      });
      return state === null ? { kind: 'done', run } : { kind: 'halted', run, state };
    } finally {
      engine.close();
    }
  }

  /** The last dataset read is kept: the next run mostly wants the same. */
  #read(files: DatasetFiles): Dataset {
    const key = JSON.stringify(files);
    if (this.#dataset?.key !== key) {
      this.#dataset = null;
      this.#dataset = { key, dataset: readDataset(files) };
    }
    return this.#dataset.dataset;
  }
}
