import { describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import type { DrawnTiles } from './draw-tiles';
import { alignmentWords, conditionNote, differenceWords, missingWords, placeWords } from './words';

interface Given {
  readonly id?: string;
  readonly parent?: string;
  readonly epochsDone?: number;
  readonly config?: RunConfigInput;
  /** Epoch, step and test loss of each. */
  readonly checkpoints?: readonly (readonly [number, number, number | null])[];
}

function run({ id = 'a', parent, epochsDone = 10, config = {}, checkpoints = [] }: Given) {
  return {
    id: id as RunId,
    epochsDone,
    config: runConfigSchema.parse(config),
    parent: parent === undefined ? null : { run: parent as RunId },
    checkpoints: checkpoints.map(([epoch, step, testLoss]) => ({ epoch, step, testLoss })),
  } as unknown as RunDetail;
}

describe('placeWords', () => {
  const kept = run({
    checkpoints: [
      [5, 0, 130],
      [10, 0, 128.03],
    ],
  });

  it('names the checkpoint, and says so where it is an earlier one', () => {
    expect(placeWords(kept, 5, 'latents')).toBe('Epoch 5 · 130.00');
    expect(placeWords(kept, 7, 'images')).toBe('Epoch 5, the last kept by 7 · 130.00');
    expect(placeWords(kept, 20, 'latents')).toBe('Epoch 10, its last · 128.03');
    expect(placeWords(kept, null, 'latents')).toBe('Epoch 10 · 128.03');
    expect(placeWords(kept, 4, 'latents')).toBe('');
  });

  it('has every epoch where snapshots are shown', () => {
    expect(placeWords(kept, 7, 'snapshots')).toBe('Epoch 7');
    expect(placeWords(kept, 12, 'snapshots')).toBe('Epoch 10, its last');
  });
});

describe('differenceWords', () => {
  const tiles = {
    columns: 2,
    differences: Float32Array.of(0.1, 0.2, 0.3, 0.4),
    kl: Float32Array.of(1, 2, 3, 6),
  } as unknown as DrawnTiles;

  it('tells of all tiles on average, or of the marked one', () => {
    expect(differenceWords(tiles, null)).toEqual(['Differs by 25.0 %', 'KL 3.00']);
    expect(differenceWords(tiles, { row: 1, column: 1 })).toEqual([
      'This one by 40.0 %',
      'KL 6.00',
    ]);
    expect(differenceWords({ ...tiles, kl: null }, null)).toEqual(['Differs by 25.0 %']);
  });

  it('says nothing where there are no test images', () => {
    expect(differenceWords({ ...tiles, differences: null }, null)).toEqual([]);
    expect(differenceWords(null, null)).toEqual([]);
  });
});

describe('missingWords', () => {
  it('tells runs that are young from runs that were pruned', () => {
    expect(missingWords(run({ checkpoints: [[5, 0, null]] }))).toContain('epoch 5');
    expect(missingWords(run({ epochsDone: 0 }))).toContain('yet');
    expect(missingWords(run({ epochsDone: 3 }))).toContain('None');
  });
});

describe('conditionNote', () => {
  it('tells of models that are told something else than the label', () => {
    const note = (conditioning: RunConfigInput['conditioning']) =>
      conditionNote(run({ config: { conditioning } }).config, 'latents');
    expect(note('label')).toBeNull();
    expect(note('none')).toContain('no label');
    expect(note('quadrants-1')).toContain('1 quadrant.');
    expect(note('quadrants-3')).toContain('3 quadrants.');
  });
});

describe('alignmentWords', () => {
  it('says that spaces trained apart are not aligned', () => {
    expect(alignmentWords([run({ id: 'a' }), run({ id: 'b' })])).toContain('not aligned');
  });

  it('says which numbers of dimensions there are', () => {
    const other = run({ id: 'b', config: { latentDimensions: 20 } });
    expect(alignmentWords([other, run({})])).toContain('(z 2, z 20)');
  });

  it('knows branches', () => {
    expect(alignmentWords([run({ id: 'a', parent: 'b' }), run({ id: 'b' })])).toContain('began');
    expect(alignmentWords([run({ id: 'a', parent: 'c' }), run({ id: 'b' })])).toContain(
      'not aligned',
    );
  });
});
