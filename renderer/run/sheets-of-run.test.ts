import { describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../shared/run-config';
import { completesImages, sheetOfDigits, sheetOfEpochs } from './sheets-of-run';
import { checkpoint, runDetail } from './testing';

const snapshot = { epoch: 5, rows: 8, columns: 10, pixels: new Uint8Array() };
const sha256 = 'a'.repeat(64);
const runWith = (...epochs: readonly number[]) =>
  runDetail({ checkpoints: epochs.map((epoch) => ({ ...checkpoint(epoch), sha256 })) });

describe('sheetOfDigits', () => {
  it('is of the checkpoint that drew the snapshot, with its latents', () => {
    const recipe = sheetOfDigits(runWith(4, 5, 6), snapshot);
    expect(recipe?.content).toMatchObject({
      kind: 'digits',
      model: { epoch: 5, sha256 },
      labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      count: 8,
      latents: { seed: 0x5eed },
    });
  });

  it('cannot be made once that checkpoint is gone', () => {
    expect(sheetOfDigits(runWith(4, 6), snapshot)).toBeNull();
  });

  it('has the images that a snapshot completes', () => {
    const config = runConfigSchema.parse({ conditioning: 'quadrants-2' });
    const images = [3, 2, 1, 18, 4, 8, 11, 0, 61, 7];
    const run = { ...runWith(4, 5), config };
    expect(completesImages(run)).toBe(true);
    expect(sheetOfDigits(run, snapshot, images)?.content).toMatchObject({ images, count: 8 });
    expect(sheetOfEpochs(run, snapshot, images)?.content).toMatchObject({ images, count: 1 });
  });
});

describe('sheetOfEpochs', () => {
  it('has the first, the last and even steps between, at most twelve', () => {
    const epochsOf = (recipe: ReturnType<typeof sheetOfEpochs>) =>
      recipe?.content.kind === 'epochs' ? recipe.content.models.map(({ epoch }) => epoch) : null;
    expect(epochsOf(sheetOfEpochs(runWith(5, 10, 14, 15), snapshot))).toEqual([5, 10, 14, 15]);
    const many = epochsOf(
      sheetOfEpochs(runWith(...Array.from({ length: 100 }, (_, i) => i + 1)), snapshot),
    );
    expect(many).toHaveLength(12);
    expect([many?.[0], many?.[11]]).toEqual([1, 100]);
    expect(sheetOfEpochs(runWith(5), snapshot)).toBeNull();
  });
});
