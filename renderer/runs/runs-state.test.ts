import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { EventName, WorkbenchEvents } from '../../shared/ipc-contract';
import { packRuns } from '../../shared/packed-runs';
import type { RunSummary } from '../../shared/runs';
import { testRun } from './testing';

type Listener = (payload: unknown) => void;

/** A main process that keeps runs in memory, and tells of a change after it answered. */
class MainInMemory {
  readonly #listeners = new Map<EventName, Listener>();
  listFails = false;
  /** Called before the list is answered. */
  beforeList = (): void => undefined;

  constructor(readonly runs: RunSummary[]) {}

  readonly workbench = {
    on: (event: EventName, listener: Listener) => {
      this.#listeners.set(event, listener);
      return () => this.#listeners.delete(event);
    },
    invoke: (channel: string, input: { runs?: string[]; run: string; name: string }) => {
      if (channel === 'runs.packed') {
        const error = { kind: 'internal', message: 'No list.' };
        const value = packRuns(this.runs);
        this.beforeList();
        return Promise.resolve(this.listFails ? { ok: false, error } : { ok: true, value });
      }
      if (channel === 'runs.rename') this.change(input.run, { name: input.name });
      for (const id of input.runs ?? []) {
        this.change(id, { deletedAt: channel === 'runs.delete' ? 1 : null });
      }
      return Promise.resolve({ ok: true, value: this.runs.find(({ id }) => id === input.run) });
    },
  };

  change(id: string, changes: Partial<RunSummary>): void {
    const at = this.runs.findIndex((run) => run.id === id);
    const run = { ...this.runs[at]!, ...changes };
    this.runs[at] = run;
    setTimeout(() => this.tell('runs-changed', [run]));
  }

  tell<E extends EventName>(event: E, payload: WorkbenchEvents[E]): void {
    this.#listeners.get(event)?.(payload);
  }
}

const [first, second, third] = [testRun(1), testRun(2), testRun(3)] as const;

async function open(main: MainInMemory) {
  vi.stubGlobal('window', { workbench: main.workbench, addEventListener: () => undefined });
  const { runsState } = await import('./runs-state.svelte');
  const { toasts } = await import('../ui/toasts.svelte');
  return { runsState, toasts, names: () => runsState.shown.map(({ name }) => name) };
}

describe('the table of runs', () => {
  let main: MainInMemory;

  beforeEach(() => {
    vi.resetModules();
    vi.useFakeTimers();
    main = new MainInMemory([first, second, third]);
    return () => vi.useRealTimers();
  });

  it('shows the newest first, then follows what main tells', async () => {
    const { runsState, names } = await open(main);
    await runsState.load();
    expect(names()).toEqual(['Run 3', 'Run 2', 'Run 1']);
    main.tell('runs-changed', [testRun(4)]);
    main.tell('runs-removed', { runs: [second.id] });
    vi.runAllTimers();
    expect(names()).toEqual(['Run 4', 'Run 3', 'Run 1']);
  });

  it('keeps a change that comes while the list is on its way', async () => {
    main.beforeList = () => main.change(first.id, { name: 'Renamed meanwhile' });
    const { runsState, names } = await open(main);
    const loading = runsState.load();
    vi.runAllTimers();
    await loading;
    expect(names()).toEqual(['Run 3', 'Run 2', 'Renamed meanwhile']);
  });

  it('keeps rows in place while a name is edited, but goes on telling how far they are', async () => {
    const { runsState, names } = await open(main);
    await runsState.load();
    runsState.order = { key: 'epochs', descending: true };
    const [top] = names();
    runsState.renaming = second.id;
    main.tell('runs-changed', [
      testRun(4),
      { ...second, epochsDone: 14 },
      { ...third, epochsDone: 7, name: 'Run 3' },
    ]);
    vi.runAllTimers();
    expect(names()).toHaveLength(3);
    expect(names()[0]).toBe(top);
    expect(runsState.shown.find(({ id }) => id === second.id)?.epochsDone).toBe(14);
    runsState.order = { key: 'age', descending: true };
    runsState.renaming = null;
    expect(names()).toEqual(['Run 4', 'Run 3', 'Run 2', 'Run 1']);
  });

  it('tells of a list that cannot be read, and can try again', async () => {
    main.listFails = true;
    const { runsState, names } = await open(main);
    await runsState.load();
    expect(runsState.phase).toBe('failed');
    expect(runsState.error?.message).toBe('No list.');
    main.listFails = false;
    await runsState.load();
    expect(names()).toHaveLength(3);
  });

  it('takes deleted runs away at once, and back on undo', async () => {
    const { runsState, toasts, names } = await open(main);
    await runsState.load();
    await runsState.delete([third, second]);
    expect(names()).toEqual(['Run 1']);
    expect(toasts.list[0]?.message).toBe('Deleted 2 runs.');
    expect(toasts.actOnNewest()).toBe(true);
    await vi.runAllTimersAsync();
    expect(names()).toEqual(['Run 3', 'Run 2', 'Run 1']);
  });

  it('goes on at the next row when the active one goes', async () => {
    const { runsState } = await open(main);
    await runsState.load();
    runsState.selection.choose(second.id);
    await runsState.delete([second]);
    expect(runsState.rows[runsState.selection.active]?.id).toBe(first.id);
    await runsState.delete([first]);
    expect(runsState.rows[runsState.selection.active]?.id).toBe(third.id);
    await runsState.delete([third]);
    expect(runsState.selection.active).toBe(-1);
  });

  it('counts as chosen only what the filter shows', async () => {
    const { runsState } = await open(main);
    await runsState.load();
    runsState.selection.choose(first.id);
    runsState.selection.toggle(third.id);
    runsState.filterText = 'name:3';
    expect(runsState.chosen).toEqual([third]);
  });

  it('takes a group for all of its runs, and those of an open one each for itself', async () => {
    const { runsState } = await open(main);
    await runsState.load();
    runsState.grouped = true;
    const [group] = runsState.rows;
    if (group?.kind !== 'group') throw new Error('There is no group.');
    runsState.selection.choose(group.id);
    expect(runsState.chosen).toEqual([third, second, first]);
    runsState.openGroup(group.id, true);
    expect(runsState.rows.map(({ id }) => id)).toEqual([group.id, third.id, second.id, first.id]);
    runsState.selection.choose(second.id);
    expect(runsState.chosen).toEqual([second]);
  });

  it('shows a new name at once', async () => {
    const { runsState, names } = await open(main);
    await runsState.load();
    await runsState.rename(first.id, 'Better');
    expect(names()).toContain('Better');
  });
});
