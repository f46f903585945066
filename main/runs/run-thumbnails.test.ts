import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testWorkbench, type TestWorkbench } from './testing/workbench';
import { thinned } from './run-thumbnails';

describe('thinned', () => {
  it('keeps few values as they are', () => {
    expect([...thinned([3, 2, 1], 4)]).toEqual([3, 2, 1]);
    expect([...thinned([], 4)]).toEqual([]);
  });

  it('takes means of neighbours, of which each counts once', () => {
    expect([...thinned([1, 3, 5, 7, 9, 11], 3)]).toEqual([2, 6, 10]);
    const sums = thinned(Array(1000).fill(1), 64);
    expect(sums).toHaveLength(64);
    expect([...sums].every((mean) => mean === 1)).toBe(true);
  });
});

describe('thumbnails', () => {
  let workbench: TestWorkbench;
  beforeEach(() => {
    workbench = testWorkbench();
  });
  afterEach(() => workbench.remove());

  it('show the digits and losses that were stored last', () => {
    const [trained, waiting] = [workbench.create({ epochs: 3 }), workbench.create()];
    workbench.trainer.begin();
    workbench.trainer.advanceEpochs(3);
    const [first, second] = workbench.service.thumbnails([trained.id, waiting.id]);
    const snapshot = workbench.service.snapshot(trained.id, 3)!;
    expect(first).toEqual({
      run: trained.id,
      epoch: 3,
      digits: snapshot.pixels.slice(0, 10 * 784),
      losses: Float32Array.from(workbench.service.metrics(trained.id), ({ testLoss }) => testLoss),
    });
    expect(second).toMatchObject({ run: waiting.id, epoch: null });
    expect(second!.digits).toHaveLength(0);
    expect(second!.losses).toHaveLength(0);
  });
});
