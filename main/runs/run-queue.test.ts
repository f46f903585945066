import { afterEach, beforeEach, describe, expect, it } from 'vitest';
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
const epochsStored = (run: RunId): readonly number[] =>
  workbench.service.metrics(run).map(({ epoch }) => epoch);
const positions = (run: RunId): readonly string[] =>
  workbench.service.get(run).checkpoints.map(({ epoch, step }) => `${epoch}+${step}`);
const lastResume = () => workbench.trainer.commands.at(-1)?.resume;

describe('training', () => {
  it('trains the first run to its end, then the next', () => {
    const first = workbench.create({ epochs: 2 });
    const second = workbench.create({ epochs: 1 });
    expect([status(first.id), status(second.id)]).toEqual(['running', 'queued']);
    expect(workbench.trainer.commands).toEqual([
      { kind: 'train', run: first.id, config: first.config, dataset: files, resume: null },
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

describe('what goes wrong', () => {
  it('keeps a crashed run as interrupted, goes on with the next, and resumes from the last epoch', () => {
    const run = workbench.create({ epochs: 3 });
    const next = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.advance(stepsPerEpoch + 2);
    workbench.trainer.crash();
    expect(workbench.service.get(run.id)).toMatchObject({
      status: 'interrupted',
      epochsDone: 1,
      error: { kind: 'engine-crashed' },
    });
    expect(workbench.queue.training).toBe(next.id);
    expect(workbench.service.steps(run.id).map(({ epoch }) => epoch)).toEqual([1]);
    workbench.queue.resume(run.id);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(50);
    expect(lastResume()).toMatchObject({ epoch: 1, step: 0 });
  });

  it('holds the queue when the engine dies before its first step', () => {
    const run = workbench.create();
    const next = workbench.create();
    workbench.trainer.crash();
    expect([status(run.id), status(next.id)]).toEqual(['interrupted', 'queued']);
    expect(workbench.queue.held).toMatchObject({ kind: 'engine-crashed' });
    workbench.queue.resume(run.id);
    expect(workbench.queue.held).toBeNull();
    expect(workbench.queue.training).toBe(next.id);
  });

  it('keeps what a failed run had, and goes on with the next', () => {
    const run = workbench.create({ epochs: 3 });
    const next = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    workbench.trainer.fail({ kind: 'diverged', message: 'The loss is not a number.' });
    expect(workbench.service.get(run.id)).toMatchObject({
      status: 'failed',
      epochsDone: 1,
      error: { kind: 'diverged' },
    });
    expect(workbench.queue.training).toBe(next.id);
  });

  it('marks a run as interrupted whose process died, with its epochs kept', () => {
    const run = workbench.create({ epochs: 3 });
    workbench.trainer.begin();
    workbench.trainer.advance(2 * stepsPerEpoch + 1);
    workbench.restart();
    expect(workbench.service.get(run.id)).toMatchObject({ status: 'interrupted', epochsDone: 2 });
    workbench.queue.resume(run.id);
    expect(lastResume()).toMatchObject({ epoch: 2, step: 0 });
  });

  it('starts anew, with nothing left over, when there is no checkpoint', () => {
    const run = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.advance(2);
    workbench.restart();
    workbench.queue.resume(run.id);
    expect(lastResume()).toBeNull();
    expect(workbench.service.steps(run.id)).toEqual([]);
  });

  it('passes over a damaged checkpoint, and drops what lies past the one before', () => {
    const run = workbench.create({ epochs: 5 });
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(3);
    workbench.restart();
    const newest = workbench.service.get(run.id).checkpoints.at(-1);
    workbench.database
      .prepare<[Buffer, string]>('UPDATE optimizer_states SET safetensors = ? WHERE checkpoint = ?')
      .run(Buffer.alloc(8000), newest?.id ?? '');
    workbench.queue.resume(run.id);
    expect(lastResume()).toMatchObject({ epoch: 2, step: 0 });
    expect(epochsStored(run.id)).toEqual([1, 2]);
    expect(positions(run.id)).toEqual(['2+0']);
    expect(workbench.service.snapshotEpochs(run.id)).toEqual([1, 2]);
    expect(workbench.service.get(run.id).epochsDone).toBe(2);
  });

  it('pauses when an epoch cannot be stored, keeps what was, and comes to the same end', async () => {
    const run = workbench.create({ epochs: 3 });
    const next = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    const [pages] = workbench.database.pragma<{ page_count: number }>('page_count');
    workbench.database.pragma(`max_page_count = ${pages?.page_count}`);
    workbench.trainer.advance(stepsPerEpoch);
    workbench.database.pragma('max_page_count = 1000000');
    workbench.trainer.advance(stepsPerEpoch);
    await Promise.resolve();
    expect(workbench.service.get(run.id)).toMatchObject({
      status: 'paused',
      epochsDone: 1,
      error: { kind: 'disk-full' },
    });
    expect(workbench.service.get(run.id).error?.message).toContain('after epoch 1');
    expect(epochsStored(run.id)).toEqual([1]);
    expect(workbench.queue.held).toMatchObject({ kind: 'disk-full' });
    expect(status(next.id)).toBe('queued');

    workbench.restart({ autostart: false });
    void workbench.queue.runNow(run.id);
    expect(lastResume()).toMatchObject({ epoch: 1, step: 0 });
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(2);
    expect(workbench.service.get(run.id)).toMatchObject({
      status: 'done',
      epochsDone: 3,
      error: null,
    });
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

describe('the order of the queue', () => {
  it('survives a restart', () => {
    const [, second, third] = [workbench.create(), workbench.create(), workbench.create()];
    workbench.queue.reorder([third.id, second.id]);
    workbench.restart({ autostart: false });
    expect(workbench.queue.order()).toEqual([third.id, second.id]);
  });
});
