import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids';
import { runConfigSchema } from '../../shared/run-config';
import { machineSpeeds } from './machine-speeds';
import { testWorkbench, type TestWorkbench } from './testing/workbench';

let workbench: TestWorkbench;
beforeEach(() => {
  workbench = testWorkbench();
  workbench.queue.setPaused(true);
});
afterEach(() => workbench.remove());

const status = (run: RunId): string => workbench.service.get(run).status;
const names = (): readonly string[] =>
  workbench.queue.order().map((run) => workbench.service.get(run).name);
const add = (...given: readonly string[]): readonly RunId[] =>
  workbench.service.createAll(
    given.map((name) => ({ name, config: runConfigSchema.parse({ epochs: 1 }) })),
    ['sweep'],
  );

describe('adding', () => {
  it('queues runs in their order, with their tags', () => {
    const [first] = add('a', 'b', 'c');
    expect(names()).toEqual(['a', 'b', 'c']);
    expect(workbench.service.get(first!).tags).toEqual(['sweep']);
  });

  it('stores all of them or none', () => {
    const config = runConfigSchema.parse({});
    const unfit = {
      ...config,
      toJSON: () => {
        throw new Error('full');
      },
    };
    const runs = [
      { name: 'a', config },
      { name: 'b', config: unfit },
    ];
    expect(() => workbench.service.createAll(runs, [])).toThrow('full');
    expect(workbench.service.list()).toEqual([]);
  });
});

describe('moving', () => {
  it('puts runs in front of another, in the order they have', () => {
    const [a, b, , d] = add('a', 'b', 'c', 'd');
    workbench.queueEdits.move([d!, b!], a!);
    expect(names()).toEqual(['b', 'd', 'a', 'c']);
    workbench.queueEdits.move([b!], null);
    expect(names()).toEqual(['d', 'a', 'c', 'b']);
  });

  it('puts them first when that other one has begun', () => {
    const [a, , c] = add('a', 'b', 'c');
    workbench.queue.setPaused(false);
    expect(status(a!)).toBe('running');
    workbench.queueEdits.move([c!], a!);
    expect(names()).toEqual(['c', 'b']);
  });
});

describe('removing', () => {
  it('puts into the trash what never began, and back to where it was', () => {
    const [, b, c] = add('a', 'b', 'c', 'd');
    const before = workbench.queue.order();
    workbench.queueEdits.remove([b!, c!]);
    expect(names()).toEqual(['a', 'd']);
    expect(workbench.trash.list().map(({ name }) => name)).toEqual(['b', 'c']);
    add('e');
    workbench.queueEdits.putBack([b!, c!], before);
    expect(names()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(workbench.trash.list()).toEqual([]);
  });

  it('pauses what has begun', async () => {
    const [a] = add('a', 'b');
    workbench.queue.setPaused(false);
    workbench.trainer.begin();
    workbench.trainer.advance(1);
    workbench.queue.setPaused(true);
    await workbench.queue.pause(a!);
    workbench.queue.resume(a!);
    expect(names()).toEqual(['b', 'a']);
    workbench.queueEdits.remove(workbench.queue.order());
    expect(status(a!)).toBe('paused');
    expect(workbench.trash.list().map(({ name }) => name)).toEqual(['b']);
    expect(names()).toEqual([]);
  });

  it('leaves alone what has begun since', () => {
    const [a] = add('a');
    const before = workbench.queue.order();
    workbench.queue.setPaused(false);
    workbench.queueEdits.remove([a!]);
    workbench.queueEdits.putBack([a!], before);
    expect(status(a!)).toBe('running');
  });
});

describe('retrying', () => {
  it('queues what did not finish, and tells of it with the queue', () => {
    const [a, b] = add('a', 'b');
    workbench.queue.setPaused(false);
    workbench.trainer.begin();
    workbench.trainer.crash();
    workbench.queue.setPaused(true);
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(1);
    expect([status(a!), status(b!)]).toEqual(['interrupted', 'done']);
    expect(workbench.queueEdits.runs().map(({ name }) => name)).toEqual(['a']);
    workbench.queueEdits.retry([a!, b!]);
    expect([status(a!), status(b!)]).toEqual(['queued', 'done']);
    expect(workbench.service.get(a!).error).toBeNull();
  });
});

it('tells once of all that changes at a time', async () => {
  await Promise.resolve();
  const heard = () => workbench.heard.filter(([name]) => name === 'queue-changed').length;
  const before = heard();
  add('a', 'b', 'c');
  await Promise.resolve();
  expect(heard() - before).toBe(1);
});

it('expects nothing of this machine from what another one did', () => {
  const [a] = add('a');
  workbench.queue.setPaused(false);
  workbench.trainer.begin();
  workbench.trainer.advanceEpochs(1);
  expect(status(a!)).toBe('done');
  expect(workbench.speeds().speeds).toEqual([]);
  const stores = workbench.stores;
  expect(machineSpeeds(stores, {}, { cpu: 'a', threads: 2 }).speeds).toEqual([
    {
      config: workbench.service.get(a!).config,
      imagesPerSecond: expect.any(Number) as number,
      startSeconds: expect.any(Number) as number,
    },
  ]);
});
