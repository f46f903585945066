import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../shared/errors';
import { reportOf } from '../storage/testing/report-of';
import { sampleState } from '../storage/testing/samples';
import { lossesOf, stepsPerEpoch } from './testing/scripted-trainer';
import { testWorkbench, type TestWorkbench } from './testing/workbench';

let workbench: TestWorkbench;
beforeEach(() => {
  workbench = testWorkbench();
});
afterEach(() => workbench.remove());

describe('creating', () => {
  it('names runs after preset or configuration, and gives each the next colour', () => {
    expect(workbench.create({ beta: 4 }, ' ').name).toBe('Reference CVAE · β 4');
    expect(workbench.create({}, ' Mine ').name).toBe('Mine');
    const colours = Array.from({ length: 8 }, () => workbench.create().colour);
    expect(colours).toEqual([2, 3, 4, 5, 6, 7, 0, 1]);
  });

  it('tells of the new run', () => {
    const run = workbench.create();
    expect(workbench.heard).toContainEqual(['runs-changed', [run]]);
    expect(workbench.service.list()).toEqual([run]);
  });
});

describe('reading', () => {
  it('says so when a run does not exist', () => {
    const { id } = workbench.create();
    workbench.remove();
    workbench = testWorkbench();
    for (const ask of [
      () => workbench.service.get(id),
      () => workbench.service.metrics(id),
      () => workbench.service.rename(id, 'x'),
      () => workbench.queue.resume(id),
    ]) {
      expect(reportOf(ask)).toMatchObject({ kind: 'not-found' });
    }
  });

  it('hands out the weights of a checkpoint with their configuration', () => {
    const run = workbench.create({ epochs: 1 });
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    const [checkpoint] = workbench.service.get(run.id).checkpoints;
    const { epoch, step, weights, sha256, optimizer, optimizerSha256 } = sampleState(1);
    const id = checkpoint?.id ?? expect.fail();
    const expected = { checkpoint: id, config: run.config, weights, sha256 };
    expect(workbench.service.checkpointWeights(id)).toEqual(expected);
    const training = { epoch, step, optimizer, optimizerSha256 };
    expect(workbench.service.exportedModel(id)).toEqual({ ...expected, training });
    workbench.stores.checkpoints.dropOptimizer(id);
    expect(workbench.service.exportedModel(id)).toEqual({ ...expected, training: null });
  });
});

describe('annotating', () => {
  it('renames, also while the run trains', () => {
    const run = workbench.create();
    workbench.trainer.begin();
    expect(workbench.service.rename(run.id, 'Better').name).toBe('Better');
    workbench.trainer.advance(1);
    expect(workbench.heard.at(-1)).toMatchObject(['run-progress', { name: 'Better' }]);
    workbench.service.annotate(run.id, { starred: true, tags: ['a', 'a'], notes: 'n' });
    expect(workbench.service.get(run.id)).toMatchObject({ starred: true, tags: ['a'], notes: 'n' });
  });
});

describe('branching', () => {
  /** A run of 6 epochs, paused one step into its fifth. */
  async function pausedRun() {
    const run = workbench.create({ epochs: 6, checkpointEvery: 2 });
    workbench.trainer.begin();
    workbench.trainer.advance(4 * stepsPerEpoch + 1);
    await workbench.queue.pause(run.id);
    return workbench.service.get(run.id);
  }
  const checkpointAt = (run: Awaited<ReturnType<typeof pausedRun>>, epoch: number, step = 0) =>
    run.checkpoints.find((found) => found.epoch === epoch && found.step === step)?.id
    ?? expect.fail(`No checkpoint at ${epoch}+${step}.`);

  it('goes on from the checkpoint with what is changed, and stays when the parent goes', async () => {
    const parent = await pausedRun();
    const checkpoint = checkpointAt(parent, 4, 1);
    const changes = { learningRate: 0.0001, epochs: 9 };
    const branch = workbench.service.branch({ checkpoint, name: 'Slower', changes });
    expect(branch).toMatchObject({
      name: 'Slower',
      parent: { run: parent.id, checkpoint, epoch: 4 },
      config: { ...parent.config, ...changes },
      epochsDone: 4,
    });
    expect(workbench.trainer.commands.at(-1)?.resume).toEqual({
      ...sampleState(4, 1),
      stepLosses: lossesOf(5, 1),
    });
    await workbench.trash.remove([parent.id]);
    await workbench.trash.empty();
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(5);
    expect(workbench.service.get(branch.id)).toMatchObject({ status: 'done', epochsDone: 9 });
    expect(workbench.service.metrics(branch.id).map(({ epoch }) => epoch)).toEqual([5, 6, 7, 8, 9]);
  });

  it('keeps the checkpoint that a branch began at', async () => {
    const parent = await pausedRun();
    const checkpoint = checkpointAt(parent, 4, 1);
    workbench.service.branch({ checkpoint, name: '', changes: { beta: 2 } });
    await workbench.queue.stop(workbench.queue.training ?? expect.fail());
    workbench.queue.resume(parent.id);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(2);
    const kept = workbench.service.get(parent.id).checkpoints;
    expect(kept.map(({ epoch, step }) => `${epoch}+${step}`)).toEqual([
      '2+0',
      '3+0',
      '4+0',
      '4+1',
      '5+0',
      '6+0',
    ]);
  });

  it('refuses changes that do not fit, naming each field', async () => {
    const parent = await pausedRun();
    const branch = (epoch: number, changes: object) => () =>
      workbench.service.branch({ checkpoint: checkpointAt(parent, epoch), name: '', changes });
    const fields = (report: ErrorReport | null) => report?.issues?.map(({ field }) => field);
    expect(fields(reportOf(branch(4, { epochs: 4 })))).toEqual(['epochs']);
    expect(fields(reportOf(branch(4, { learningRate: Number.NaN })))).toEqual(['learningRate']);
    expect(fields(reportOf(branch(4, { latentDimensions: 3 })))).toEqual(['latentDimensions']);
    expect(reportOf(branch(2, { beta: 2 }))).toMatchObject({ kind: 'conflict' });
    expect(workbench.service.list()).toHaveLength(1);
  });

  it('knows the runs that a branch goes back to, and those that go back to a run', async () => {
    const parent = await pausedRun();
    const branchOff = ({ checkpoints }: Pick<typeof parent, 'checkpoints'>, name: string) =>
      workbench.service.get(
        workbench.service.branch({ checkpoint: checkpoints.at(-1)!.id, name, changes: {} }).id,
      );
    const child = branchOff(parent, 'Child');
    const grandchild = branchOff(child, 'Grandchild');
    branchOff(parent, 'Second child');
    const names = (runs: readonly { readonly name: string }[]) => runs.map(({ name }) => name);

    const ofParent = workbench.service.lineage(parent.id);
    expect(names(ofParent.ancestors)).toEqual([]);
    expect(names(ofParent.descendants)).toEqual(['Child', 'Grandchild', 'Second child']);
    const ofGrandchild = workbench.service.lineage(grandchild.id);
    expect(names(ofGrandchild.ancestors)).toEqual([parent.name, 'Child']);
    expect(names(ofGrandchild.descendants)).toEqual([]);

    await workbench.trash.remove([parent.id]);
    expect(workbench.service.lineage(child.id).ancestors[0]?.deletedAt).not.toBeNull();
    await workbench.trash.empty();
    expect(names(workbench.service.lineage(grandchild.id).ancestors)).toEqual(['Child']);
    expect(workbench.service.get(child.id).parent?.run).toBe(parent.id);
  });

  it('can go on from a pinned checkpoint much later', async () => {
    const parent = await pausedRun();
    const checkpoint = checkpointAt(parent, 4);
    expect(workbench.service.pinCheckpoint(checkpoint, true).pinned).toBe(true);
    workbench.queue.resume(parent.id);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(2);
    expect(workbench.service.checkpoint(checkpoint)).toMatchObject({ resumable: true });
    workbench.service.pinCheckpoint(checkpoint, false);
    expect(workbench.service.checkpoint(checkpoint)).toMatchObject({ resumable: false });
  });
});
