import type { EventName, WorkbenchEvents } from '../../shared/ipc-contract';
import type { EpochMetrics } from '../../shared/metrics';
import type { RunProgress } from '../../shared/run-progress';
import type { RunDetail } from '../../shared/runs';
import { checkpointSummary, runSummary, testRunId } from '../../shared/testing/runs';

export const someRun = testRunId(1);

/** A run of the seed preset that was just made, for tests. */
export function runDetail({ id, ...changes }: Partial<RunDetail> = {}): RunDetail {
  return {
    ...runSummary({ id: id ?? someRun }),
    notes: '',
    engine: null,
    checkpoints: [],
    measures: [],
    trainingSeconds: 0,
    ...changes,
  };
}

/** A checkpoint of `someRun` after an epoch, or some steps later. */
export const checkpoint = (epoch: number, step = 0) => checkpointSummary(someRun, epoch, step);

/** What is told of a run in its first epoch. */
export function progress(changes: Partial<RunProgress> = {}): RunProgress {
  return {
    run: someRun,
    name: 'Reference CVAE',
    epoch: 1,
    epochs: 50,
    step: 100,
    stepsPerEpoch: 600,
    baseline: null,
    losses: new Float32Array(),
    imagesPerSecond: 25_000,
    share: 0.1,
    secondsLeft: null,
    ...changes,
  };
}

export function metricsOf(epoch: number): EpochMetrics {
  return {
    epoch,
    trainLoss: 130,
    trainReconstruction: 124,
    trainKl: 6,
    testLoss: 131,
    testReconstruction: 125,
    testKl: 6,
    klPerDimension: Float32Array.of(3, 3),
    activeUnits: 2,
    seconds: 2.4,
    imagesPerSecond: 25_000,
    learningRate: 0.001,
    klWeight: 1,
  };
}

/** A main process with one run, whose state a test sets and whose events it tells. */
export class TrainingMain {
  readonly otherRun = testRunId(2);
  readonly #listeners = new Map<EventName, Set<(payload: unknown) => void>>();
  detail = runDetail();
  metrics: readonly EpochMetrics[] = [];
  steps: readonly { readonly epoch: number; readonly losses: Float32Array }[] = [];
  snapshotEpochs: readonly number[] = [];
  /** Milliseconds that the snapshot of an epoch takes to arrive. */
  readonly delays = new Map<number, number>();
  fails = false;
  /** Called before a call is answered. */
  beforeAnswer = (_channel: string): void => undefined;

  readonly workbench = {
    on: (event: EventName, listener: (payload: unknown) => void) => {
      const listeners = this.#listeners.get(event) ?? new Set();
      this.#listeners.set(event, listeners.add(listener));
      return () => listeners.delete(listener);
    },
    invoke: async (channel: string, { epoch = 0 }: { epoch?: number }) => {
      this.beforeAnswer(channel);
      if (this.fails) return { ok: false, error: { kind: 'internal', message: 'No run.' } };
      await new Promise((resolve) => setTimeout(resolve, this.delays.get(epoch) ?? 0));
      return { ok: true, value: this.#answer(channel, epoch) };
    },
  };

  tell<E extends EventName>(event: E, payload: WorkbenchEvents[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(payload);
  }

  #answer(channel: string, epoch: number): unknown {
    switch (channel) {
      case 'runs.get':
        return this.detail;
      case 'runs.metrics':
        return this.metrics;
      case 'runs.steps':
        return { epochs: this.steps };
      case 'damage.ofRun':
        return [];
      case 'runs.snapshotEpochs':
        return this.snapshotEpochs;
      case 'runs.snapshot':
        return { epoch, rows: 1, columns: 1, pixels: new Uint8Array(784) };
      default:
        throw new Error(`Not answered here: ${channel}.`);
    }
  }
}
