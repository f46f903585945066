import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunId } from '../../shared/ids';
import { testRunId } from '../../shared/testing/runs';

const ids = Array.from({ length: 60 }, (_, index) => testRunId(index + 1));
const asked: RunId[][] = [];

async function open() {
  const invoke = async (_: string, { runs }: { runs: RunId[] }) => {
    asked.push(runs);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const value = runs.map((run) => ({ run, epoch: 1, digits: [], losses: [] }));
    return { ok: true, value };
  };
  vi.stubGlobal('window', { workbench: { invoke }, addEventListener: () => undefined });
  const { Thumbnails } = await import('./thumbnails.svelte');
  return new Thumbnails();
}

describe('thumbnails', () => {
  beforeEach(() => {
    asked.length = 0;
    vi.useFakeTimers();
    return () => vi.useRealTimers();
  });

  it('of rows that came into sight together are asked for together', async () => {
    const thumbnails = await open();
    for (const id of ids.slice(0, 30)) thumbnails.want(id, 5);
    await vi.runAllTimersAsync();
    expect(asked.map(({ length }) => length)).toEqual([24, 6]);
    expect(thumbnails.of(ids[29]!)?.epoch).toBe(1);
  });

  it('of rows that were scrolled past are not asked for', async () => {
    const thumbnails = await open();
    const ends = ids.map((id) => thumbnails.want(id, 5));
    ends.slice(0, 58).forEach((end) => end());
    await vi.runAllTimersAsync();
    expect(asked).toEqual([ids.slice(58)]);
  });

  it('are asked for again when the run has more epochs, and only then', async () => {
    const thumbnails = await open();
    const [id] = ids as [RunId];
    for (const epochsDone of [5, 5, 6]) {
      thumbnails.want(id, epochsDone);
      await vi.runAllTimersAsync();
    }
    expect(asked).toEqual([[id], [id]]);
  });
});
