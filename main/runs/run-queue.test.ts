import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baselineStepTime } from '../../shared/expected-time';
import type { RunId } from '../../shared/ids';
import { sampleMetrics } from '../storage/testing/samples';
import { lossesOf, stepsPerEpoch } from './testing/scripted-trainer';
import { files, testWorkbench, type TestWorkbench } from './testing/workbench';

let workbench: TestWorkbench;
beforeEach(() => {
  workbench = testWorkbench();
});
afterEach(() => workbench.remove());

const status = (run: RunId): string => workbench.service.get(run).status;
const positions = (run: RunId): readonly string[] =>
  workbench.service.get(run).checkpoints.map(({ epoch, step }) => `${epoch}+${step}`);
const lastResume = () => workbench.trainer.commands.at(-1)?.resume;

describe('training', () => {
  it('trains the first run to its end, then the next', () => {
    const first = workbench.create({ epochs: 2 });
    const second = workbench.create({ epochs: 1 });
    expect([status(first.id), status(second.id)]).toEqual(['running', 'queued']);
    expect(workbench.trainer.commands).toEqual([
      {
        kind: 'train',
        run: first.id,
        config: first.config,
        dataset: files,
        resume: null,
        threads: 2,
      },
    ]);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(2);
    expect([status(first.id), status(second.id)]).toEqual(['done', 'running']);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    expect(status(second.id)).toBe('done');
    expect(workbench.queue.training).toBeNull();
  });

  it('stores all of an epoch before it tells of it', () => {
    const run = workbench.create({ epochs: 4, checkpointEvery: 4 });
    workbench.events.on('epoch-finished', ({ metrics }) => {
      expect(workbench.service.get(run.id).epochsDone).toBe(metrics.epoch);
      expect(workbench.service.snapshotEpochs(run.id)).toContain(metrics.epoch);
    });
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(4);
    const stored = workbench.service.get(run.id);
    expect(stored).toMatchObject({
      status: 'done',
      epochsDone: 4,
      bestTestLoss: 130,
      bestEpoch: 3,
      trainingSeconds: 10,
      error: null,
      engine: { threads: 2 },
    });
    expect(workbench.service.metrics(run.id)).toEqual([1, 2, 3, 4].map(sampleMetrics));
    expect(workbench.service.steps(run.id)).toEqual(
      [1, 2, 3, 4].map((epoch) => ({ epoch, losses: lossesOf(epoch) })),
    );
    expect(positions(run.id)).toEqual(['3+0', '4+0']);
    expect(workbench.heard.filter(([name]) => name === 'epoch-finished')).toHaveLength(4);
  });

  it('goes on with as many threads as it began with, and says if the processor changed', async () => {
    const run = workbench.create({ epochs: 3 });
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    await workbench.queue.pause(run.id);
    const { engine } = workbench.service.get(run.id);
    workbench.stores.runs.setEngine(run.id, { ...engine!, cpu: 'other', threads: 7 });
    workbench.queue.resume(run.id);
    workbench.trainer.begin();
    expect(workbench.trainer.commands.map(({ threads }) => threads)).toEqual([2, 7]);
    expect(workbench.service.get(run.id).engine).toMatchObject({ cpu: 'a', begunOn: 'other' });
  });

  it('tells how far it is, and what is left', () => {
    const run = workbench.create({ epochs: 10 }, 'Ten epochs');
    workbench.trainer.begin();
    workbench.trainer.advance(30);
    const progress = workbench.heard.flatMap(([name, event]) =>
      name === 'run-progress' ? [event] : [],
    );
    expect(progress[0]).toMatchObject({ run: run.id, epoch: 1, step: 1, secondsLeft: null });
    const last = progress.at(-1);
    expect(last).toMatchObject({
      name: 'Ten epochs',
      epoch: 8,
      step: 2,
      epochs: 10,
      stepsPerEpoch,
    });
    expect(last?.secondsLeft).toBeGreaterThan(0);
    expect(workbench.service.steps(run.id).at(-1)).toEqual({ epoch: 8, losses: lossesOf(8, 2) });
  });
});

it('counts a baseline that is trained first by the time that its steps take', () => {
  const config = { conditioning: 'quadrants-1', baselineEpochs: 10, epochs: 5 } as const;
  const time = 10 * baselineStepTime(workbench.create(config).config);
  workbench.trainer.begin();
  for (const epoch of [1, 10]) {
    workbench.trainer.trainBaseline({ epoch, epochs: 10, step: stepsPerEpoch, loss: 150 });
  }
  workbench.trainer.advanceEpochs(3);
  const shares = workbench.heard.flatMap(([name, event]) =>
    name === 'run-progress' ? [event.share] : [],
  );
  expect(time).toBeGreaterThan(1);
  expect(shares[0]).toBeCloseTo(time / 10 / (time + 5));
  expect(shares[1]).toBeCloseTo(time / (time + 5));
  expect(shares.at(-1)).toBeCloseTo((time + 3) / (time + 5));
});

describe('pause and resume', () => {
  it('stores the state of an unfinished epoch, and goes on from exactly there', async () => {
    const run = workbench.create({ epochs: 3 });
    workbench.trainer.begin();
    workbench.trainer.advance(stepsPerEpoch + 3);
    const paused = await workbench.queue.pause(run.id);
    expect(paused).toMatchObject({ status: 'paused', epochsDone: 1, error: null });
    expect(positions(run.id)).toEqual(['1+0', '1+3']);
    workbench.restart();
    expect(workbench.service.steps(run.id).at(-1)).toEqual({ epoch: 2, losses: lossesOf(2, 3) });

    expect(workbench.queue.resume(run.id).status).toBe('running');
    expect(lastResume()).toMatchObject({ epoch: 1, step: 3, stepLosses: lossesOf(2, 3) });
    workbench.trainer.begin();
    workbench.trainer.advance(1);
    expect(workbench.service.steps(run.id).at(-1)).toEqual({ epoch: 2, losses: lossesOf(2) });
    expect(positions(run.id)).toEqual(['1+0', '2+0']);
    workbench.trainer.advanceEpochs(1);
    expect(status(run.id)).toBe('done');
  });

  it('starts the next run while one is paused, and queues it again behind', async () => {
    const first = workbench.create();
    const second = workbench.create();
    workbench.trainer.begin();
    await workbench.queue.pause(first.id);
    expect(workbench.queue.training).toBe(second.id);
    expect(workbench.queue.resume(first.id).status).toBe('queued');
    expect(workbench.queue.order()).toEqual([first.id]);
  });

  it('pauses, stops and resumes queued runs', async () => {
    workbench.create();
    const waiting = workbench.create();
    expect((await workbench.queue.pause(waiting.id)).status).toBe('paused');
    expect((await workbench.queue.stop(waiting.id)).status).toBe('stopped');
    expect(workbench.queue.order()).toEqual([]);
    expect(workbench.queue.resume(waiting.id).status).toBe('queued');
  });

  it('refuses what makes no sense, in words', async () => {
    const run = workbench.create({ epochs: 1 });
    expect(() => workbench.queue.resume(run.id)).toThrow(/in training already/);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    expect(() => workbench.queue.resume(run.id)).toThrow(/finished all of its epochs/);
    await expect(workbench.queue.pause(run.id)).rejects.toThrow(/neither in training nor/);
  });

  it('counts a run as done that ends before it can be paused', async () => {
    const run = workbench.create({ epochs: 1 });
    workbench.trainer.begin();
    workbench.trainer.hears = false;
    const paused = workbench.queue.pause(run.id);
    workbench.trainer.advanceEpochs(1);
    expect((await paused).status).toBe('done');
  });
});

describe('shutdown', () => {
  it('pauses the run in training, and starts no other', async () => {
    const run = workbench.create();
    const next = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.advance(2);
    await workbench.queue.shutdown();
    expect([status(run.id), status(next.id)]).toEqual(['paused', 'queued']);
    expect(positions(run.id)).toEqual(['0+2']);
  });

  it('marks a run as interrupted that does not stop in time', async () => {
    const run = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.hears = false;
    await workbench.queue.shutdown(20);
    expect(status(run.id)).toBe('interrupted');
  });
});

describe('without autostart', () => {
  it('trains only the run it is told to, ahead of the queue', async () => {
    const waiting = workbench.create();
    workbench.remove();
    workbench = testWorkbench({ autostart: false });
    const first = workbench.create();
    const named = workbench.create({ epochs: 1 });
    expect(workbench.trainer.commands).toEqual([]);
    const ended = workbench.queue.runNow(named.id);
    await expect(workbench.queue.runNow(first.id)).rejects.toThrow(/is in training/);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    expect(await ended).toMatchObject({ id: named.id, status: 'done' });
    expect(status(first.id)).toBe('queued');
    expect(waiting.status).toBe('running');
  });
});

describe('a paused queue', () => {
  it('starts nothing, over a restart too, until it goes on', async () => {
    const first = workbench.create({ epochs: 1 });
    const second = workbench.create();
    workbench.queue.setPaused(true);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    expect([status(first.id), status(second.id)]).toEqual(['done', 'queued']);
    await workbench.queue.pause(second.id);
    expect(workbench.queue.resume(second.id).status).toBe('queued');
    workbench.restart();
    expect(workbench.queue.facts()).toEqual({ order: [second.id], paused: true, held: null });
    expect(status(second.id)).toBe('queued');
    workbench.queue.setPaused(false);
    expect(status(second.id)).toBe('running');
  });

  it('trains what the headless command names', () => {
    workbench.queue.setPaused(true);
    workbench.restart({ autostart: false });
    const run = workbench.create();
    void workbench.queue.runNow(run.id);
    expect(status(run.id)).toBe('running');
  });
});

describe('the order of the queue', () => {
  it('survives a restart', () => {
    const [, second, third] = [workbench.create(), workbench.create(), workbench.create()];
    workbench.queue.reorder([third.id, second.id]);
    workbench.restart({ autostart: false });
    expect(workbench.queue.order()).toEqual([third.id, second.id]);
  });
});
