import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import type { TilePlan } from './draw-tiles';
import { comparisonRecipe } from './sheet-recipe';

const id = (n: number): string => `01920000-0000-7000-8000-00000000000${n}`;

function run(n: number, config: RunConfigInput = {}): RunDetail {
  const checkpoint = { run: id(n), step: 0, sha256: 'a'.repeat(64) };
  return {
    ...{ id: id(n), name: `Run ${n}`, colour: n, config: runConfigSchema.parse(config) },
    checkpoints: [
      { ...checkpoint, id: id(2 * n), epoch: 5 },
      { ...checkpoint, id: id(2 * n + 1), epoch: 10 },
    ],
  } as unknown as RunDetail;
}

const latents: TilePlan = {
  ...{ kind: 'latents', labels: [3, 7], columns: 4, seed: 11, isShared: true },
};

describe('comparisonRecipe', () => {
  it('shows each run at the epoch with the same labels and latents', () => {
    const recipe = comparisonRecipe([run(1), run(2)], 7, latents);
    expect(recipe?.content).toMatchObject({
      kind: 'runs',
      labels: [3, 7],
      count: 4,
      latents: { seed: 11 },
      models: [
        { name: 'Run 1', epoch: 5, colour: 1 },
        { name: 'Run 2', epoch: 5 },
      ],
    });
  });

  it('shows what each run makes of the same test images', () => {
    const images = { rows: 1, columns: 2, numbers: [4, 9] } as unknown as Extract<
      TilePlan,
      { kind: 'images' }
    >['images'];
    const recipe = comparisonRecipe([run(1), run(2, { dataset: 'other' })], null, {
      kind: 'images',
      images,
    });
    expect(recipe?.content).toMatchObject({
      kind: 'reconstructions',
      images: [4, 9],
      columns: 2,
      models: [{ name: 'Run 1', epoch: 10 }],
    });
  });

  it('leaves out what a sheet cannot show', () => {
    const quadrants = run(2, { conditioning: 'quadrants-1' });
    const recipe = comparisonRecipe([run(1), quadrants], null, latents);
    expect(recipe?.content).toMatchObject({ models: [{ name: 'Run 1' }] });
    expect(comparisonRecipe([run(1)], 4, latents)).toBeNull();
    expect(comparisonRecipe([quadrants], null, latents)).toBeNull();
    const snapshots: TilePlan = { kind: 'snapshots', labels: [1], columns: 2 };
    expect(comparisonRecipe([run(1)], null, snapshots)).toBeNull();
  });
});
