import { beforeEach, describe, expect, it, vi } from 'vitest';
import { packRuns } from '../../shared/packed-runs';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunSummary } from '../../shared/runs';
import { runSummary, testRunId as idOf } from '../../shared/testing/runs';

function queuedRun(number: number, config: RunConfigInput, rest: Partial<RunSummary> = {}) {
  const parsed = runConfigSchema.parse(config);
  return runSummary({ id: idOf(number), name: `Run ${number}`, config: parsed, ...rest });
}

/** A main process whose queue is in memory; a question that is asked is kept. */
class MainInMemory {
  readonly asked: (readonly [string, unknown])[] = [];
  facts = { order: [idOf(1), idOf(2), idOf(3)], paused: false, held: null };
  refuses = false;
  readonly runs = [
    queuedRun(1, { epochs: 10 }),
    queuedRun(2, { epochs: 20, beta: 4 }),
    queuedRun(3, { epochs: 10, beta: 2 }),
    queuedRun(4, {}, { status: 'failed' }),
  ];

  readonly workbench = {
    on: () => () => undefined,
    invoke: (channel: string, input: unknown) => {
      this.asked.push([channel, input]);
      const error = { kind: 'conflict', message: 'Refused.' };
      if (this.refuses && channel === 'queue.move') return Promise.resolve({ ok: false, error });
      return Promise.resolve({ ok: true, value: this.#answer(channel) });
    },
  };

  #answer(channel: string): unknown {
    if (channel === 'queue.facts') return { ...this.facts };
    if (channel === 'queue.runs') return packRuns(this.runs);
    if (channel === 'queue.speeds') {
      return {
        speeds: [{ config: runConfigSchema.parse({}), imagesPerSecond: 6_000, startSeconds: null }],
        datasets: { mnist: { train: 60_000, test: 0 } },
      };
    }
    return undefined;
  }
}

describe('the queue in a window', () => {
  let main: MainInMemory;

  beforeEach(() => {
    main = new MainInMemory();
    vi.resetModules();
    vi.stubGlobal('window', { workbench: main.workbench, addEventListener: () => undefined });
  });

  async function open() {
    const { queueState } = await import('./queue-state.svelte');
    const { toasts } = await import('../ui/toasts.svelte');
    await queueState.load();
    return { queueState, toasts, names: () => queueState.queued.map(({ name }) => name) };
  }

  it('has the queued runs in order, those that broke off apart, and what differs', async () => {
    const { queueState, names } = await open();
    expect(names()).toEqual(['Run 1', 'Run 2', 'Run 3']);
    expect(queueState.unfinished.map(({ name }) => name)).toEqual(['Run 4']);
    expect(queueState.differing).toEqual(['beta', 'epochs']);
  });

  it('expects each run to start when those before it are done', async () => {
    const { queueState } = await open();
    const { now, expectations } = queueState;
    expect(expectations.map(({ time }) => time?.seconds)).toEqual([100, 200, 100]);
    expect(expectations.map(({ startsAt }) => startsAt)).toEqual([
      now,
      now + 100_000,
      now + 300_000,
    ]);
  });

  it('expects no start while it is paused', async () => {
    main.facts = { ...main.facts, paused: true };
    const { queueState } = await open();
    expect(queueState.expectations.map(({ startsAt }) => startsAt)).toEqual([null, null, null]);
    expect(queueState.expectations[0]?.time?.seconds).toBe(100);
  });

  it('moves what is selected at once, and says so', async () => {
    const { queueState, names } = await open();
    queueState.selection.choose(idOf(1));
    queueState.selection.toggle(idOf(2));
    const moved = queueState.move('end');
    expect(names()).toEqual(['Run 3', 'Run 1', 'Run 2']);
    await moved;
    expect(main.asked.at(-1)).toEqual(['queue.move', { runs: [idOf(1), idOf(2)], before: null }]);
    expect(queueState.announcement).toBe('2 runs moved to place 2 of 3.');
  });

  it('goes back to what main has when a move is refused', async () => {
    const { queueState, toasts, names } = await open();
    main.refuses = true;
    queueState.selection.choose(idOf(3));
    await queueState.move('front');
    await vi.waitFor(() => expect(names()).toEqual(['Run 1', 'Run 2', 'Run 3']));
    expect(toasts.list.map(({ message }) => message)).toEqual(['Refused.']);
  });

  it('takes runs out, and puts them back where they were', async () => {
    const { queueState, toasts, names } = await open();
    queueState.selection.choose(idOf(2));
    await queueState.remove();
    expect(names()).toEqual(['Run 1', 'Run 3']);
    expect(toasts.list[0]?.message).toBe('“Run 2” taken out of the queue.');
    toasts.actOnNewest();
    expect(main.asked.at(-1)).toEqual([
      'queue.putBack',
      { runs: [idOf(2)], order: [idOf(1), idOf(2), idOf(3)] },
    ]);
  });
});
