import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toErrorReport, WorkbenchError } from '../../shared/errors';
import type { CheckpointId, RunId } from '../../shared/ids';
import type { MeasureTask } from '../../shared/measure-protocol';
import type { RunConfigInput } from '../../shared/run-config';
import { MeasureStore } from '../storage/measure-store';
import { MeasureService, type MeasureServiceOptions } from './measure-service';
import { files, testWorkbench, type TestWorkbench } from './testing/workbench';

const engine = { tensorflow: '2', tfjs: '4', node: '20', cpu: 'any', threads: 2, memory: 1e9 };
const evaluation = { importanceSamples: 7 };

let workbench: TestWorkbench;
let service: MeasureService;
let tasks: MeasureTask[];
/** Lets the engine end; until then it has taken one measure. */
let end: (thrown?: Error) => void;

/** Takes each measure as its place in the task, then waits for the test. */
const scripted: MeasureServiceOptions['engine'] = (task, listener, signal) => {
  tasks.push(task);
  task.names.forEach((name, i) => {
    listener.onProgress(name, 0.5);
    listener.onMeasured({ name, value: i, samples: 7, details: { floor: 2 } }, engine);
  });
  return new Promise((resolve, reject) => {
    end = (thrown) => (thrown === undefined ? resolve() : reject(thrown));
    signal.addEventListener('abort', () =>
      reject(new WorkbenchError({ kind: 'cancelled', message: 'Cancelled.' })),
    );
  });
};

beforeEach(() => {
  workbench = testWorkbench();
  tasks = [];
  service = new MeasureService({
    measures: new MeasureStore(workbench.database),
    runs: workbench.service,
    events: workbench.events,
    engine: scripted,
    datasetFiles: () => files,
    profile: '/data',
    now: () => 5,
  });
});
afterEach(() => workbench.remove());

function trainedRun(config: RunConfigInput = {}): { run: RunId; checkpoint: CheckpointId } {
  const { id: run } = workbench.create({ epochs: 2, ...config });
  workbench.trainer.begin();
  workbench.trainer.advanceEpochs(2);
  return { run, checkpoint: workbench.service.get(run).checkpoints.at(-1)!.id };
}

describe('evaluating', () => {
  it('stores each measure with its run as soon as it is there, and tells of it', async () => {
    const { run, checkpoint } = trainedRun();
    const told: unknown[] = [];
    workbench.events.on('measured', ({ name }) => told.push(name));
    workbench.events.on('evaluation-changed', ({ progress }) => told.push(progress?.share ?? null));
    const taken = service.evaluate({ ...evaluation, checkpoint, names: ['frechet-distance'] });

    const stored = workbench.service.get(run).measures;
    expect(stored).toEqual([
      {
        ...{ run, checkpoint, epoch: 2, step: 0, name: 'frechet-distance', value: 0, samples: 7 },
        ...{ details: { floor: 2 }, engine, createdAt: 5 },
      },
    ]);
    end();
    expect(await taken).toEqual(stored);
    expect(told).toEqual([0.5, 'frechet-distance', null]);
    expect(tasks[0]).toMatchObject({
      importanceSamples: 7,
      dataset: files,
      judgeFolder: '/data/judges',
      model: { checkpoint, config: { epochs: 2 } },
    });
  });

  it('leaves out what makes no sense for the model', async () => {
    const { checkpoint } = trainedRun({ conditioning: 'none' });
    const taken = service.evaluate({ ...evaluation, checkpoint });
    end();
    expect((await taken).map(({ name }) => name)).toEqual(['importance-bound', 'frechet-distance']);
  });

  it('keeps what was measured before it was cancelled', async () => {
    const { run, checkpoint } = trainedRun();
    const taken = service.evaluate({ ...evaluation, checkpoint, names: ['diversity'] });
    service.cancel(run);
    await expect(taken).rejects.toMatchObject({ kind: 'cancelled' });
    expect(workbench.service.get(run).measures).toHaveLength(1);
  });

  it('is cancelled by the signal of who asked', async () => {
    const { checkpoint } = trainedRun();
    const controller = new AbortController();
    const taken = service.evaluate({ ...evaluation, checkpoint }, controller.signal);
    controller.abort();
    await expect(taken).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('refuses a second one until the first has ended, however it did', async () => {
    const { run, checkpoint } = trainedRun();
    const taken = service.evaluate({ ...evaluation, checkpoint });
    const second = service.evaluate({ ...evaluation, checkpoint }).catch(toErrorReport);
    const { name } = workbench.service.get(run);
    expect(await second).toMatchObject({
      kind: 'conflict',
      message: expect.stringContaining(name),
    });
    end(new Error('broken'));
    await expect(taken).rejects.toThrow('broken');
    const again = service.evaluate({ ...evaluation, checkpoint });
    end();
    expect(await again).toHaveLength(4);
  });
});
