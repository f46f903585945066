import { describe, expect, it } from 'vitest';
import { runConfigSchema, type RunConfigInput } from '../../shared/run-config';
import type { RunDetail } from '../../shared/runs';
import type { TilePlan } from './draw-tiles';
import {
  comparedSheet,
  comparisonRecipe,
  leftOutWords,
  type CompletedImages,
} from './sheet-recipe';

const id = (n: number): string => `01920000-0000-7000-8000-00000000000${n}`;

function run(n: number, config: RunConfigInput = {}): RunDetail {
  const checkpoint = { run: id(n), step: 0, sha256: 'a'.repeat(64) };
  return {
    ...{
      epochsDone: 10,
      id: id(n),
      name: `Run ${n}`,
      colour: n,
      config: runConfigSchema.parse(config),
    },
    checkpoints: [
      { ...checkpoint, id: id(2 * n), epoch: 5 },
      { ...checkpoint, id: id(2 * n + 1), epoch: 10 },
    ],
  } as unknown as RunDetail;
}

const nothing = { labels: new Uint8Array(), pixels: new Uint8Array() };
const latents = {
  ...{ labels: [3, 7], columns: 4, seed: 11, isShared: true },
  kind: 'latents',
} as const satisfies TilePlan;

const images: CompletedImages = {
  ofLabels: (_, labels) =>
    Promise.resolve(labels.map((label) => (label === 7 ? null : 100 + label))),
  ofSnapshots: () => Promise.resolve([3, 2, 1, 18, 4, 8, 11, 0, 61, 7]),
};
async function contentOf(runs: RunDetail[], epoch: number | null, plan: TilePlan) {
  return (await comparisonRecipe(comparedSheet(runs, epoch, plan), plan, images))?.content;
}

describe('comparisonRecipe', () => {
  it('shows each run at the epoch with the same labels and latents', async () => {
    expect(await contentOf([run(1), run(2)], 7, latents)).toMatchObject({
      kind: 'runs',
      labels: [3, 7],
      count: 4,
      latents: { seed: 11 },
      models: [
        { name: 'Run 1', epoch: 5, colour: 1 },
        { name: 'Run 2', epoch: 5 },
      ],
    });
    const apart = await contentOf([run(1)], 7, { ...latents, isShared: false });
    expect(apart).toMatchObject({ isEachApart: true });
  });

  it('shows what models complete that are shown quadrants, of labels that have images', async () => {
    const completing = run(2, { conditioning: 'quadrants-1' });
    expect(await contentOf([run(1), completing], null, latents)).toMatchObject({
      labels: [3],
      images: [103],
      models: [{ name: 'Run 1' }, { name: 'Run 2' }],
    });
  });

  it('shows what each run makes of the same test images', async () => {
    const plan: TilePlan = {
      kind: 'images',
      images: { ...{ rows: 1, columns: 2, numbers: [4, 9] }, ...nothing },
    };
    const runs = [run(1), run(2, { dataset: 'other' }), run(3, { conditioning: 'quadrants-3' })];
    expect(await contentOf(runs, null, plan)).toMatchObject({
      kind: 'reconstructions',
      images: [4, 9],
      columns: 2,
      models: [{ name: 'Run 1', epoch: 10 }, { name: 'Run 3' }],
    });
  });

  it('shows snapshots by the checkpoints that drew them', async () => {
    const plan: TilePlan = { kind: 'snapshots', labels: [1, 8], columns: 2 };
    expect(await contentOf([run(1)], 5, plan)).toMatchObject({
      kind: 'runs',
      labels: [1, 8],
      count: 2,
      latents: { seed: 0x5eed },
      models: [{ epoch: 5 }],
    });
    const completing = run(2, { conditioning: 'quadrants-1' });
    expect(await contentOf([run(1), completing], null, plan)).toMatchObject({
      labels: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      images: [3, 2, 1, 18, 4, 8, 11, 0, 61, 7],
    });
    expect(await contentOf([run(1)], 6, plan)).toBeUndefined();
  });

  it('says what a sheet cannot show', () => {
    const plan: TilePlan = { kind: 'snapshots', labels: [1], columns: 2 };
    const kept = { ...run(2), checkpoints: [] };
    const sheet = comparedSheet([run(1), kept], 5, plan);
    expect(leftOutWords(sheet, plan)).toBe(
      'Not on the sheet: “Run 2”. The checkpoint that drew the snapshot is not kept.',
    );
    expect(leftOutWords(comparedSheet([run(1)], 5, plan), plan)).toBeNull();
    expect(comparedSheet([run(1)], 4, latents).shown).toEqual([]);
  });
});
