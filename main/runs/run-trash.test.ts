import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testWorkbench, type TestWorkbench } from './testing/workbench';

let workbench: TestWorkbench;
beforeEach(() => {
  workbench = testWorkbench();
});
afterEach(() => workbench.remove());

describe('deleting', () => {
  it('stops a run in training first, and keeps its state for when it is restored', async () => {
    const [running, queued, next] = [workbench.create(), workbench.create(), workbench.create()];
    workbench.trainer.begin();
    workbench.trainer.advance(5);
    await workbench.trash.remove([running.id, queued.id]);
    expect(workbench.service.list().map(({ id }) => id)).toEqual([next.id]);
    expect(workbench.queue.training).toBe(next.id);
    expect(workbench.trash.list().map(({ id, status }) => [id, status])).toEqual([
      [running.id, 'stopped'],
      [queued.id, 'stopped'],
    ]);
    expect(() => workbench.queue.resume(running.id)).toThrow(/in the trash/);

    workbench.trash.restore([running.id, queued.id]);
    expect(workbench.trash.list()).toEqual([]);
    workbench.queue.resume(running.id);
    expect(workbench.queue.order()).toEqual([running.id]);
    expect(workbench.service.get(running.id).checkpoints).toHaveLength(2);
  });

  it('changes many runs at once, and tells of them once', async () => {
    const runs = Array.from({ length: 200 }, () => workbench.create().id).slice(1);
    const events = () => workbench.heard.filter(([event]) => event === 'runs-changed').length;
    const before = events();
    workbench.service.mark(runs, { starred: true, addTags: ['many'] });
    expect(events()).toBe(before + 1);
    await workbench.trash.remove(runs);
    expect(events()).toBe(before + 2);
    workbench.trash.restore(runs);
    expect(events()).toBe(before + 3);
    const restored = workbench.service.list().slice(1);
    expect(restored.map(({ id }) => id)).toEqual(runs);
    expect(restored.every(({ starred, tags }) => starred && tags[0] === 'many')).toBe(true);
  });

  it('leaves every run where it was when nothing can be written', async () => {
    const [running, queued, next] = [workbench.create(), workbench.create(), workbench.create()];
    const all = [running, queued, next].map(({ id }) => id);
    workbench.trainer.begin();
    workbench.trainer.advance(5);
    workbench.database.pragma('query_only = 1');
    await expect(workbench.trash.remove(all)).rejects.toMatchObject({ kind: 'read-only' });
    expect(workbench.service.list().map(({ id }) => id)).toEqual(all);
    expect(workbench.queue.training).toBeNull();
    expect(workbench.queue.held).toMatchObject({ kind: 'read-only' });
    workbench.database.pragma('query_only = 0');
    await workbench.trash.remove(all);
    expect(workbench.service.list()).toEqual([]);
  });

  it('removes for good what is in the trash alone', async () => {
    const [gone, kept] = [workbench.create({ epochs: 2 }), workbench.create()];
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(2);
    await workbench.trash.remove([gone.id]);
    const { runs, bytes } = workbench.trash.contents();
    expect(bytes).toBeGreaterThan(100_000);
    expect(runs).toMatchObject([{ id: gone.id, bytes }]);
    await workbench.trash.empty();
    expect(workbench.heard.at(-1)).toEqual(['runs-removed', { runs: [gone.id] }]);
    expect(workbench.trash.contents()).toEqual({ runs: [], unreadable: 0, bytes: 0 });
    await workbench.trash.removeForever([kept.id]);
    expect(workbench.service.list().map(({ id }) => id)).toEqual([kept.id]);
    expect(() => workbench.service.get(gone.id)).toThrow(/does not exist any more/);
  });

  it('can delete a run that cannot be read, which keeps nothing else from working', async () => {
    const [running, queued, fine] = [workbench.create(), workbench.create(), workbench.create()];
    const broken = [running.id, queued.id];
    const spoil = workbench.database.prepare<[string]>(
      `UPDATE runs SET config = '{"epochs":-1}' WHERE id = ?`,
    );
    for (const id of broken) spoil.run(id);
    workbench.restart();
    expect(workbench.queue.training).toBe(fine.id);
    expect(workbench.service.list().map(({ id }) => id)).toEqual([fine.id]);
    expect(workbench.service.damaged().map(({ id }) => id)).toEqual(broken);
    await workbench.trash.remove(broken);
    expect(workbench.queue.order()).toEqual([]);
    await workbench.trash.empty();
    expect(workbench.service.damaged()).toEqual([]);
  });
});
