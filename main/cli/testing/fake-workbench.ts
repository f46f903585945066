import type { RunId } from '../../../shared/ids';
import type { EpochMetrics } from '../../../shared/metrics';
import type { RunSummary } from '../../../shared/runs';
import { runSummary } from '../../../shared/testing/runs';
import { RunEvents } from '../../runs/events';
import type { Workbench } from '../context';

export const metricsOf = (epoch: number): EpochMetrics => ({
  epoch,
  trainLoss: 200 - epoch,
  trainReconstruction: 190,
  trainKl: 10,
  testLoss: 201 - epoch,
  testReconstruction: 191,
  testKl: 9,
  klPerDimension: new Float32Array(2),
  activeUnits: 2,
  seconds: 2.5,
  imagesPerSecond: 24_000,
  learningRate: 0.001,
  klWeight: 1,
});

/** A workbench in memory. Its runs train only when a test says so. */
export class FakeWorkbench implements Workbench {
  readonly databasePath = '/data/workbench.sqlite';
  readonly sheets = {
    write: () => Promise.reject(new Error('There is no sampler.')),
    verify: () => Promise.reject(new Error('There is no sampler.')),
    inTheWay: () => Promise.resolve([]),
  };
  readonly sampler = {
    writeSavedModel: () => Promise.reject(new Error('There is no sampler.')),
  };
  readonly datasets = {
    list: () => [],
    get: (id: string) => {
      throw new Error(`There is no dataset ${id}.`);
    },
  };
  readonly measures = { evaluate: () => Promise.reject(new Error('There is no engine.')) };
  readonly events = new RunEvents();
  readonly stored: RunSummary[] = [];
  isOpen = true;
  #ended: (run: RunSummary) => void = () => undefined;

  readonly runs: Workbench['runs'] = {
    list: () => this.stored.filter(({ deletedAt }) => deletedAt === null),
    damaged: () => [],
    get: (id) => ({
      ...this.#find(id),
      notes: '',
      engine: null,
      checkpoints: [],
      trainingSeconds: 0,
      measures: [],
    }),
    metrics: () => [],
    create: ({ name, config }) => {
      const id = `01890a5d-ac96-774b-bcce-${String(this.stored.length).padStart(12, '0')}`;
      this.stored.push(runSummary({ id, name: name || 'made up', config }));
      return this.stored.at(-1)!;
    },
    branch: ({ checkpoint }) => {
      throw new Error(`There is no checkpoint ${checkpoint}.`);
    },
    exportedModel: (checkpoint) => {
      throw new Error(`There is no checkpoint ${checkpoint}.`);
    },
  };

  readonly queue: Workbench['queue'] = {
    runNow: (id) => {
      this.change(id, { status: 'running' });
      return new Promise((resolve) => (this.#ended = resolve));
    },
    pause: (id) => Promise.resolve(this.end(id, { status: 'paused' })),
  };

  readonly trash: Workbench['trash'] = {
    list: () => this.stored.filter(({ deletedAt }) => deletedAt !== null),
    remove: (ids) => {
      for (const id of ids) this.change(id, { deletedAt: 1 });
      return Promise.resolve();
    },
    removeForever: (ids) => {
      this.stored.splice(0, Infinity, ...this.stored.filter(({ id }) => !ids.includes(id)));
      return Promise.resolve();
    },
  };

  close(): Promise<void> {
    this.isOpen = false;
    return Promise.resolve();
  }

  finishEpoch(run: RunId, epoch: number): void {
    this.events.emit('epoch-finished', { run, metrics: metricsOf(epoch) });
    this.change(run, { epochsDone: epoch, bestTestLoss: 201 - epoch });
  }

  /** Ends the training. */
  end(id: RunId, change: Partial<Omit<RunSummary, 'id'>>): RunSummary {
    const run = this.change(id, change);
    this.#ended(run);
    return run;
  }

  change(id: RunId, change: Partial<Omit<RunSummary, 'id'>>): RunSummary {
    const changed = { ...this.#find(id), ...change };
    this.stored.splice(this.stored.indexOf(this.#find(id)), 1, changed);
    this.events.emit('runs-changed', [changed]);
    return changed;
  }

  #find(id: RunId): RunSummary {
    return this.stored.find((run) => run.id === id)!;
  }
}
