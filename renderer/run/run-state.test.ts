import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EpochMetrics } from '../../shared/metrics';
import { checkpoint, metricsOf, progress, runDetail, someRun, TrainingMain } from './testing';

const stepsPerEpoch = 4;

/** Losses of steps `from` to `to` of an epoch: each is its number over the whole run. */
const losses = (epoch: number, from: number, to: number) =>
  Float32Array.from(
    Array.from({ length: to - from + 1 }, (_, i) => (epoch - 1) * stepsPerEpoch + from + i).flatMap(
      (step) => [step, step, step],
    ),
  );
const told = (epoch: number, from: number, to: number) =>
  progress({ epoch, step: to, stepsPerEpoch, losses: losses(epoch, from, to) });

describe('RunState', () => {
  let main: TrainingMain;

  beforeEach(() => {
    vi.resetModules();
    main = new TrainingMain();
    main.detail = runDetail({ status: 'running', epochsDone: 1, checkpoints: [checkpoint(1)] });
    main.metrics = [metricsOf(1)];
    main.steps = [{ epoch: 1, losses: losses(1, 1, 4) }];
    main.snapshotEpochs = [1];
    vi.stubGlobal('window', { workbench: main.workbench, addEventListener: () => undefined });
  });

  async function followed() {
    const { RunState } = await import('./run-state.svelte');
    const run = new RunState(someRun);
    run.follow();
    await vi.waitFor(() => expect(run.detail).not.toBeNull());
    const raw = () =>
      Array.from({ length: run.history.length }, (_, i) => run.history.objective.at(i));
    return { run, raw };
  }

  it('goes on live from what is stored', async () => {
    const { run, raw } = await followed();
    main.tell('run-progress', told(2, 1, 2));
    main.tell('run-progress', told(2, 3, 4));
    expect(raw()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(run.progress?.step).toBe(4);
    main.tell('run-progress', { ...told(3, 1, 4), run: main.otherRun });
    expect(raw().length).toBe(8);
  });

  it('loses and doubles no step that is told of while it loads', async () => {
    const { RunState } = await import('./run-state.svelte');
    const run = new RunState(someRun);
    main.beforeAnswer = (channel) => {
      if (channel !== 'runs.get') return;
      main.tell('run-progress', told(2, 1, 2));
      main.steps = [...main.steps, { epoch: 2, losses: losses(2, 1, 2) }];
      setTimeout(() => main.tell('run-progress', told(2, 3, 3)));
    };
    run.follow();
    await vi.waitFor(() => expect(run.history.length).toBe(7));
    expect(run.history.objective.at(6)).toBe(7);
  });

  it('takes in a finished epoch, and shows its digits', async () => {
    const { run } = await followed();
    main.detail = { ...main.detail, epochsDone: 2, checkpoints: [checkpoint(1), checkpoint(2)] };
    main.tell('epoch-finished', { run: someRun, metrics: metricsOf(2) });
    expect(run.metrics.map(({ epoch }: EpochMetrics) => epoch)).toEqual([1, 2]);
    await vi.waitFor(() => expect(run.snapshots.shown?.epoch).toBe(2));
    await vi.waitFor(() => expect(run.detail?.checkpoints.length).toBe(2));
  });

  it('forgets progress when training ends', async () => {
    const { run } = await followed();
    main.tell('run-progress', told(2, 1, 2));
    main.detail = { ...main.detail, status: 'paused' };
    main.tell('runs-changed', [main.detail]);
    expect(run.progress).toBeNull();
    expect(run.detail?.status).toBe('paused');
  });

  it('loads anew when the run went back', async () => {
    const { run, raw } = await followed();
    main.metrics = [];
    main.steps = [];
    main.snapshotEpochs = [];
    main.detail = { ...main.detail, epochsDone: 0, checkpoints: [] };
    main.tell('runs-changed', [main.detail]);
    await vi.waitFor(() => expect(run.metrics).toEqual([]));
    expect(raw()).toEqual([]);
    expect(run.snapshots.epoch).toBeNull();
  });

  it('says why a run cannot be loaded, and loads it when asked again', async () => {
    const { RunState } = await import('./run-state.svelte');
    const run = new RunState(someRun);
    main.fails = true;
    run.follow();
    await vi.waitFor(() => expect(run.error?.message).toBe('No run.'));
    main.fails = false;
    await run.load();
    expect(run.error).toBeNull();
    expect(run.detail?.id).toBe(someRun);
  });
});

describe('Snapshots', () => {
  let main: TrainingMain;

  beforeEach(() => {
    vi.resetModules();
    main = new TrainingMain();
    vi.stubGlobal('window', {
      workbench: main.workbench,
      addEventListener: () => undefined,
      matchMedia: () => ({ matches: false }),
    });
  });

  async function ofEpochs(...epochs: number[]) {
    const { Snapshots } = await import('./snapshots.svelte');
    const snapshots = new Snapshots(someRun);
    snapshots.setEpochs(epochs);
    return snapshots;
  }

  it('follows the newest epoch until another one is chosen, and again from the end on', async () => {
    const snapshots = await ofEpochs(1, 2, 3);
    expect(snapshots.epoch).toBe(3);
    snapshots.showIndex(0);
    snapshots.addEpoch(4);
    expect(snapshots.epoch).toBe(1);
    snapshots.showIndex(3);
    snapshots.addEpoch(5);
    expect(snapshots.epoch).toBe(5);
    expect(snapshots.followsNewest).toBe(true);
  });

  it('draws the epoch chosen last, however late others arrive', async () => {
    const snapshots = await ofEpochs(1, 2, 3);
    await vi.waitFor(() => expect(snapshots.shown?.epoch).toBe(3));
    main.delays.set(1, 30);
    snapshots.showIndex(0);
    snapshots.showIndex(1);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(snapshots.shown?.epoch).toBe(2);
  });

  it('plays from the first epoch to the last without leaving one out', async () => {
    const snapshots = await ofEpochs(1, 2, 3);
    await vi.waitFor(() => expect(snapshots.shown?.epoch).toBe(3));
    const seen: (number | undefined)[] = [];
    main.delays.set(2, 250);
    snapshots.togglePlay();
    await vi.waitFor(
      () => {
        const epoch = snapshots.shown?.epoch;
        if (seen.at(-1) !== epoch) seen.push(epoch);
        expect(snapshots.playing).toBe(false);
        expect(snapshots.shown?.epoch).toBe(3);
      },
      { timeout: 5000, interval: 10 },
    );
    expect(seen).toEqual([3, 1, 2, 3]);
  });
});
