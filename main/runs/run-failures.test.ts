import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunId } from '../../shared/ids';
import { canGoFurther } from '../../shared/run-status';
import { CheckpointStore } from '../storage/checkpoint-store';
import { lossesOf, stepsPerEpoch } from './testing/scripted-trainer';
import { testWorkbench, type TestWorkbench } from './testing/workbench';

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

describe('a run that does not end by itself', () => {
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
    const steps = () =>
      workbench.service.steps(run.id).map(({ epoch, losses }) => [epoch, losses.length / 3]);
    expect(steps()).toEqual([
      [1, stepsPerEpoch],
      [2, 2],
    ]);
    workbench.queue.resume(run.id);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(50);
    expect(lastResume()).toMatchObject({ epoch: 1, step: 0 });
  });

  it('tells no speed that nothing confirms', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const run = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.advance(2);
    const lastTold = () => workbench.heard.findLast(([event]) => event === 'run-progress')?.[1];
    vi.advanceTimersByTime(4900);
    expect(lastTold()).toMatchObject({ step: 2, imagesPerSecond: 1000 });
    vi.advanceTimersByTime(200);
    expect(lastTold()).toMatchObject({ step: 2, imagesPerSecond: null, secondsLeft: null });
    workbench.trainer.advance(1);
    expect(lastTold()).toMatchObject({ step: 3, imagesPerSecond: 1000 });

    const { length } = workbench.heard;
    workbench.trainer.crash();
    vi.advanceTimersByTime(10_000);
    expect(workbench.heard.slice(length).map(([event]) => event)).not.toContain('run-progress');
    expect(workbench.service.get(run.id).status).toBe('interrupted');
    vi.useRealTimers();
  });

  it('pauses a run whose trainer dies before its first step, when it was to pause', async () => {
    const run = workbench.create();
    workbench.trainer.hears = false;
    const paused = workbench.queue.pause(run.id);
    workbench.trainer.crash();
    expect(await paused).toMatchObject({ status: 'paused', error: null });
    expect(workbench.queue.held).toBeNull();
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
    workbench.trainer.advance(stepsPerEpoch + 3);
    workbench.trainer.fail({ kind: 'diverged', message: 'The loss is not a number.' });
    const steps = workbench.service.steps(run.id).map(({ epoch, losses }) => [epoch, losses]);
    expect(steps).toEqual([
      [1, lossesOf(1)],
      [2, lossesOf(2, 3)],
    ]);
    expect(workbench.service.get(run.id)).toMatchObject({
      status: 'failed',
      epochsDone: 1,
      error: { kind: 'diverged' },
    });
    expect(workbench.queue.training).toBe(next.id);
  });

  it('counts what is too large to be stored as failed, and advises nobody to resume it', async () => {
    const add = vi.spyOn(CheckpointStore.prototype, 'add').mockImplementation(() => {
      throw new RangeError('The bound string, buffer, or bigint is too big');
    });
    const run = workbench.create({ epochs: 3 });
    const next = workbench.create();
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    await Promise.resolve();
    add.mockRestore();
    const { status, error } = workbench.service.get(run.id);
    expect(status).toBe('failed');
    expect(error?.message).toContain('1 GB that SQLite holds in one piece');
    expect(`${error?.message} ${error?.remedy}`).not.toMatch(/resume/i);
    expect(canGoFurther({ status, error })).toBe(false);
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
    // SQLite takes the pages there are for the least: not one can be added.
    workbench.database.pragma('max_page_count = 1');
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

  it('does not tell of an epoch as kept that could not be stored, whatever comes after it', () => {
    const run = workbench.create({ epochs: 3 });
    workbench.trainer.begin();
    workbench.database.pragma('max_page_count = 1');
    workbench.trainer.advance(stepsPerEpoch);
    workbench.database.pragma('max_page_count = 1000000');
    workbench.trainer.fail({
      kind: 'diverged',
      message: 'The last good one, of epoch 1, is kept.',
    });
    const { status, error } = workbench.service.get(run.id);
    expect({ status, kind: error?.kind }).toEqual({ status: 'paused', kind: 'disk-full' });
  });
});
