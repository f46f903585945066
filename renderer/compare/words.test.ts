import { describe, expect, it } from 'vitest';
import type { RunId } from '../../shared/ids';
import type { EpochMetrics } from '../../shared/metrics';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import type { DrawnTiles } from './draw-tiles';
import {
  alignmentWords,
  anchorWords,
  conditionNote,
  imageLines,
  missingWords,
  placeWords,
} from './words';

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

  const metrics = [
    { epoch: 5, testReconstruction: 120, testKl: 10 },
    { epoch: 10, testReconstruction: 120, testKl: 8.03 },
  ] as unknown as EpochMetrics[];

  it('names the checkpoint, and says so where it is an earlier one', () => {
    expect(placeWords(kept, metrics, 5, 'latents')).toBe('Epoch 5 · −ELBO 130.00');
    expect(placeWords(kept, metrics, 7, 'images')).toBe(
      'Epoch 5, the last kept by 7 · −ELBO 130.00',
    );
    expect(placeWords(kept, metrics, 20, 'latents')).toBe('Epoch 10, its last · −ELBO 128.03');
    expect(placeWords(kept, metrics, null, 'latents')).toBe('Epoch 10 · −ELBO 128.03');
    expect(placeWords(kept, metrics, 4, 'latents')).toBe('');
  });

  it('has every epoch where snapshots are shown', () => {
    expect(placeWords(kept, metrics, 7, 'snapshots')).toBe('Epoch 7');
    expect(placeWords(kept, metrics, 12, 'snapshots')).toBe('Epoch 10, its last');
  });
});

describe('imageLines', () => {
  const tiles = {
    columns: 2,
    differences: Float32Array.of(0.1, 0.2, 0.3, 0.4),
    nats: { reconstruction: Float32Array.of(90, 80, 100, 110), kl: Float32Array.of(1, 2, 3, 6) },
  } as unknown as DrawnTiles;
  const best = Uint8Array.of(1, 0, 1, 1);

  it('tell of all tiles on average, or of the marked one', () => {
    expect(imageLines(tiles, null, 0, best)).toEqual([
      'Differs by 25.0 %',
      'Loss 98.00 = 95.00 + KL 3.00',
      'Best for 1 of 4',
    ]);
    const marked = { row: 1, column: 1 };
    expect(imageLines(tiles, marked, 1, best)).toEqual([
      'This one by 40.0 %',
      'Loss 116.00 = 110.00 + KL 6.00',
      'Best for this one',
    ]);
    expect(imageLines(tiles, marked, 0, best).at(-1)).toBe('');
  });

  it('leave out the KL of completions, and the best where there is none', () => {
    const { reconstruction } = tiles.nats!;
    const completed = { ...tiles, nats: { reconstruction, kl: null } };
    expect(imageLines(completed, null, 0, null)).toEqual(['Differs by 25.0 %', 'Loss 95.00']);
  });

  it('say nothing where there are no test images', () => {
    expect(imageLines({ ...tiles, differences: null }, null, 0, null)).toEqual([]);
  });
});

describe('anchorWords', () => {
  it('say when losses of images are not on one scale', () => {
    const other = run({ id: 'b', config: { likelihood: 'continuous-bernoulli' } });
    expect(anchorWords([run({}), run({ id: 'b' })], 'images')).toMatch(/mostly higher\.$/);
    expect(anchorWords([run({}), other], 'images')).toMatch(/not comparable/);
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
