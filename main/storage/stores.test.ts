import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openDatabase, type Database } from './database';
import { openStores, type Stores } from './stores';
import { temporaryProfile, type TemporaryProfile } from './testing/profile';
import { reportOf } from './testing/report-of';
import {
  newCheckpointId,
  sampleLosses,
  sampleMetrics,
  sampleRun,
  sampleSnapshot,
  sampleState,
} from './testing/samples';

let profile: TemporaryProfile;
let database: Database;
let stores: Stores;
const run = sampleRun();

beforeEach(() => {
  profile = temporaryProfile();
  database = openDatabase(profile.folder, { holder: 'window' });
  stores = openStores(database);
  stores.runs.insert(run);
});
afterEach(() => {
  database.close();
  profile.remove();
});

const none = { error: null, startedAt: null, finishedAt: null } as const;

describe('runs', () => {
  it('are listed oldest first, with their configuration', () => {
    const later = sampleRun({ latentDimensions: 20 }, 'Later');
    stores.runs.insert(later);
    expect(stores.runs.list().runs.map(({ id, name }) => [id, name])).toEqual([
      [run.id, 'Sample'],
      [later.id, 'Later'],
    ]);
    expect(stores.runs.find(later.id)?.config).toEqual(later.config);
  });

  it('survive a neighbour whose configuration cannot be read', () => {
    const broken = sampleRun({}, 'From the future');
    stores.runs.insert(broken);
    database
      .prepare<[string, string]>('UPDATE runs SET config = ? WHERE id = ?')
      .run('{"epochs": "many", "unheardOf": 1}', broken.id);
    const list = stores.runs.list();
    expect(list.runs.map(({ id }) => id)).toEqual([run.id]);
    expect(list.damaged).toMatchObject([{ id: broken.id, name: 'From the future' }]);
    expect(list.damaged[0]?.problem).toContain('epochs');
    expect(reportOf(() => stores.runs.find(broken.id))).toMatchObject({ kind: 'database-damaged' });
  });

  it('get defaults for what an older version did not know', () => {
    database.prepare<[string]>(`UPDATE runs SET config = '{"epochs":7}' WHERE id = ?`).run(run.id);
    expect(stores.runs.find(run.id)?.config).toEqual({ ...run.config, epochs: 7 });
  });

  it('keep the time of their first start', () => {
    stores.runs.setStatus(run.id, { ...none, status: 'running', startedAt: 5 });
    stores.runs.setStatus(run.id, { ...none, status: 'running', startedAt: 9 });
    expect(stores.runs.find(run.id)?.startedAt).toBe(5);
  });

  it('tell the totals of their epochs', () => {
    for (const epoch of [1, 2, 3, 4]) stores.metrics.putEpoch(run.id, sampleMetrics(epoch));
    stores.runs.refreshTotals(run.id);
    expect(stores.runs.find(run.id)).toMatchObject({
      epochsDone: 4,
      bestTestLoss: 130,
      bestNegativeElbo: 130,
      bestEpoch: 3,
      imagesPerSecond: 20_004,
    });
    expect(stores.runs.extras(run.id)?.trainingSeconds).toBe(10);
    stores.metrics.dropAfter(run.id, 0, 0);
    stores.runs.refreshTotals(run.id);
    expect(stores.runs.find(run.id)).toMatchObject({ epochsDone: 0, bestTestLoss: null });
  });

  it('change only what an annotation names', () => {
    stores.runs.annotate(run.id, { tags: ['conv', 'α'], starred: true });
    stores.runs.annotate(run.id, { name: 'New' });
    expect(stores.runs.find(run.id)).toMatchObject({
      name: 'New',
      tags: ['conv', 'α'],
      starred: true,
    });
  });
});

describe('the queue', () => {
  it('holds queued runs in order, and can be reordered', () => {
    const [second, third] = [sampleRun(), sampleRun()];
    stores.runs.insert(second);
    stores.runs.insert(third);
    expect(stores.queue.list()).toEqual([run.id, second.id, third.id]);
    stores.queue.reorder([third.id, run.id, second.id]);
    expect(stores.queue.list()).toEqual([third.id, run.id, second.id]);
    stores.runs.setStatus(third.id, { ...none, status: 'running', startedAt: 1 });
    expect(stores.queue.list()).toEqual([run.id, second.id]);
    stores.runs.setStatus(third.id, { ...none, status: 'queued' });
    expect(stores.queue.list()).toEqual([run.id, second.id, third.id]);
  });

  it('refuses an order of other runs', () => {
    expect(reportOf(() => stores.queue.reorder([run.id, run.id]))).toMatchObject({
      kind: 'conflict',
    });
  });
});

describe('metrics', () => {
  it('come back as they were', () => {
    stores.metrics.putEpoch(run.id, sampleMetrics(2));
    stores.metrics.putEpoch(run.id, sampleMetrics(1));
    expect(stores.metrics.epochs(run.id, 2)).toEqual([sampleMetrics(1), sampleMetrics(2)]);
    const losses = sampleLosses(1, 600);
    stores.metrics.putSteps(run.id, { epoch: 1, losses });
    const [stored] = stores.metrics.steps(run.id);
    expect(stored).toEqual({ epoch: 1, losses });
    expect(stored?.losses.buffer.byteLength).toBe(600 * 3 * 4);
  });

  it('are dropped past a checkpoint, keeping the steps of its unfinished epoch', () => {
    for (const epoch of [1, 2, 3, 4]) {
      stores.metrics.putEpoch(run.id, sampleMetrics(epoch));
      stores.metrics.putSteps(run.id, { epoch, losses: sampleLosses(epoch, 4) });
      stores.snapshots.put(run.id, sampleSnapshot(epoch));
    }
    stores.metrics.dropAfter(run.id, 2, 3);
    stores.snapshots.dropAfter(run.id, 2);
    expect(stores.metrics.epochs(run.id, 2).map(({ epoch }) => epoch)).toEqual([1, 2]);
    expect(stores.metrics.steps(run.id).map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(stores.snapshots.epochs(run.id)).toEqual([1, 2]);
    stores.metrics.dropAfter(run.id, 2, 0);
    expect(stores.metrics.steps(run.id).map(({ epoch }) => epoch)).toEqual([1, 2]);
  });
});

describe('snapshots', () => {
  it('come back pixel for pixel', () => {
    stores.snapshots.put(run.id, sampleSnapshot(4));
    expect(stores.snapshots.get(run.id, 4)).toEqual(sampleSnapshot(4));
    expect(stores.snapshots.get(run.id, 5)).toBeNull();
  });
});

describe('checkpoints', () => {
  const add = (epoch: number, step = 0) => {
    const id = newCheckpointId();
    const { stepLosses, ...state } = sampleState(epoch, step);
    stores.checkpoints.add({ id, run: run.id, createdAt: 1, state });
    return { id, state, stepLosses };
  };

  it('come back byte for byte', () => {
    const { id, state } = add(3);
    stores.metrics.putEpoch(run.id, sampleMetrics(3));
    expect(stores.checkpoints.state(id)).toEqual(state);
    expect(stores.checkpoints.find(id)).toEqual({
      id,
      run: run.id,
      epoch: 3,
      step: 0,
      sha256: state.sha256,
      bytes: 12_000,
      resumable: true,
      pinned: false,
      createdAt: 1,
      testLoss: 130,
    });
  });

  it('lose their optimiser state alone', () => {
    const { id, state } = add(3);
    stores.checkpoints.dropOptimizer(id);
    expect(stores.checkpoints.find(id)).toMatchObject({ resumable: false, bytes: 4000 });
    expect(stores.checkpoints.weights(id)).toEqual(state.weights);
    expect(stores.checkpoints.state(id)).toBeUndefined();
  });

  it('replace the one at the same place, and are dropped past another', () => {
    add(1);
    const kept = add(1);
    const halt = add(1, 7);
    add(2);
    expect(stores.checkpoints.list(run.id).map(({ id }) => id)).toContain(kept.id);
    expect(stores.checkpoints.list(run.id)).toHaveLength(3);
    stores.checkpoints.dropAfter(run.id, 1, 7);
    expect(stores.checkpoints.list(run.id).map(({ id }) => id)).toEqual([kept.id, halt.id]);
  });

  it('are refused when their bytes have changed', () => {
    const { id } = add(1);
    database
      .prepare<[Buffer, string]>(
        'UPDATE checkpoint_weights SET safetensors = ? WHERE checkpoint = ?',
      )
      .run(Buffer.alloc(4000), id);
    const report = reportOf(() => stores.checkpoints.weights(id));
    expect(report?.kind).toBe('database-damaged');
    expect(report?.message).toContain('SHA-256');
  });
});

describe('settings', () => {
  it('come back by key, and are ignored when they make no sense', () => {
    stores.settings.set('window', { width: 800 });
    stores.settings.set('window', { width: 900 });
    expect(stores.settings.get('window', z.object({ width: z.number() }))).toEqual({ width: 900 });
    expect(stores.settings.get('window', z.string())).toBeUndefined();
    expect(stores.settings.get('other', z.string())).toBeUndefined();
  });
});
