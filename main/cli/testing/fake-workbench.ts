import { EventEmitter } from 'node:events';
import type { RunId } from '../../../shared/ids';
import type { EventName, WorkbenchEvents } from '../../../shared/ipc-contract';
import type { EpochMetrics } from '../../../shared/metrics';
import type { RunSummary } from '../../../shared/runs';
import type { Workbench } from '../context';
import { runSummary } from './run-summary';

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
  readonly versions = {};
  readonly sampler = { decode: () => Promise.reject(new Error('There is no sampler.')) };
  readonly stored: RunSummary[] = [];
  readonly #events = new EventEmitter();
  isOpen = true;

  readonly runs: Workbench['runs'] = {
    list: () => this.stored.filter(({ deletedAt }) => deletedAt === null),
    trash: () => this.stored.filter(({ deletedAt }) => deletedAt !== null),
    get: (id) => ({
      ...this.#find(id),
      notes: '',
      engine: null,
      checkpoints: [],
      trainingSeconds: 0,
    }),
    create: ({ name, config }) => {
      const id = `01890a5d-ac96-774b-bcce-${String(this.stored.length).padStart(12, '0')}`;
      this.stored.push(runSummary({ id, name: name || 'made up', config }));
      return this.stored.at(-1)!;
    },
    resume: (id) => this.change(id, { status: 'queued' }),
    pause: (id) => this.change(id, { status: 'paused' }),
    delete: (ids) => {
      for (const id of ids) this.change(id, { deletedAt: 1 });
    },
    purge: (ids) => {
      this.stored.splice(0, Infinity, ...this.stored.filter(({ id }) => !ids.includes(id)));
      return Promise.resolve();
    },
    weights: () => new Uint8Array(3),
  };

  on<E extends EventName>(event: E, listener: (payload: WorkbenchEvents[E]) => void): () => void {
    this.#events.on(event, listener);
    return () => this.#events.off(event, listener);
  }

  close(): Promise<void> {
    this.isOpen = false;
    return Promise.resolve();
  }

  get listeners(): number {
    return this.#events.eventNames().length;
  }

  finishEpoch(run: RunId, epoch: number): void {
    this.#events.emit('epoch-finished', { run, metrics: metricsOf(epoch) });
    this.change(run, { status: 'running', epochsDone: epoch, bestTestLoss: 201 - epoch });
  }

  change(id: RunId, change: Partial<Omit<RunSummary, 'id'>>): RunSummary {
    const changed = { ...this.#find(id), ...change };
    this.stored.splice(this.stored.indexOf(this.#find(id)), 1, changed);
    this.#events.emit('run-changed', changed);
    return changed;
  }

  #find(id: RunId): RunSummary {
    return this.stored.find((run) => run.id === id)!;
  }
}
