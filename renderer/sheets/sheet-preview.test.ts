import { describe, expect, it } from 'vitest';
import type { SheetSampler } from '../../shared/sheets/draw-cells';
import { planSheet, type SheetPlan } from '../../shared/sheets/plan';
import type { SheetRecipeInput } from '../../shared/sheet-recipe';
import {
  factsOfTests,
  modelOfTests,
  patternedSampler,
  recipeOfTests,
} from '../../shared/sheets/testing';
import { SheetPreview } from './sheet-preview.svelte';

const labels = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
const sheet = (seed: number, count: number, style: SheetRecipeInput['style'] = {}): SheetPlan => {
  const content = { kind: 'digits' as const, model: modelOfTests(), labels, count };
  return planSheet(recipeOfTests({ ...content, latents: { seed } }, style), () => factsOfTests);
};

/** A preview over a decoder that answers when told to, with pixels of one level. */
function held() {
  const waiting: ((level: number) => void)[] = [];
  const sampler: SheetSampler = {
    ...patternedSampler,
    decode: (_, conditions) =>
      new Promise((resolve) => {
        const count = conditions instanceof Uint8Array ? conditions.length : 0;
        waiting.push((level) => resolve(new Uint8Array(count * 784).fill(level)));
      }),
  };
  const answer = async (level: number): Promise<void> => {
    await expect.poll(() => waiting.length).toBe(1);
    waiting.shift()!(level);
  };
  return { preview: new SheetPreview(sampler), waiting, answer };
}

const levels = ({ picture }: SheetPreview) =>
  picture?.blocks.map((block) => block?.[0] ?? null) ?? [];

describe('SheetPreview', () => {
  it('draws what is in sight first, and shows it when it is whole', async () => {
    const { preview, answer } = held();
    preview.look(45, 90);
    preview.show(sheet(1, 120));
    await answer(2);
    await answer(3);
    await expect.poll(() => levels(preview)).toEqual([null, 2, 3]);
    expect(preview.milliseconds).toBeGreaterThanOrEqual(0);
    await answer(1);
    await expect.poll(() => levels(preview)).toEqual([1, 2, 3]);
  });

  it('keeps the old picture until the new one is there, then goes to the newest wish', async () => {
    const { preview, waiting, answer } = held();
    preview.look(0, 40);
    preview.show(sheet(1, 40));
    await answer(1);
    await expect.poll(() => levels(preview)).toEqual([1]);
    for (const seed of [2, 3, 4]) preview.show(sheet(seed, 40));
    expect(levels(preview)).toEqual([1]);
    await answer(2);
    await expect.poll(() => levels(preview)).toEqual([2]);
    await answer(4);
    await expect.poll(() => levels(preview)).toEqual([4]);
    expect(waiting).toEqual([]);
  });

  it('decodes nothing again for another look or another name', async () => {
    const { preview, waiting, answer } = held();
    preview.show(sheet(1, 5));
    await answer(1);
    await expect.poll(() => levels(preview)).toEqual([1]);
    preview.show(sheet(1, 5, { scale: 8, title: 'Digits' }));
    expect(preview.picture?.plan.recipe.style.title).toBe('Digits');
    expect(waiting).toEqual([]);
  });

  it('does not decode far beyond what is in sight', async () => {
    let decoded = 0;
    const preview = new SheetPreview({
      ...patternedSampler,
      decode: (_, conditions) => {
        const count = conditions instanceof Uint8Array ? conditions.length : 0;
        decoded += count;
        return Promise.resolve(new Uint8Array(count * 784));
      },
    });
    const row = sheet(1, 1);
    preview.show({ ...row, rows: 10_000, cell: (_, column) => row.cell(0, column) });
    await expect.poll(() => decoded).toBeGreaterThanOrEqual(20_000);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(decoded).toBeLessThan(25_000);
  });

  it('tells what went wrong, and tries again when asked', async () => {
    let isBroken = true;
    const preview = new SheetPreview({
      ...patternedSampler,
      decode: (...inputs) =>
        isBroken
          ? Promise.reject(new Error('The sampler ended.'))
          : patternedSampler.decode(...inputs),
    });
    preview.show(sheet(1, 1));
    await expect.poll(() => preview.error?.message).toBe('The sampler ended.');
    isBroken = false;
    preview.show(sheet(1, 1));
    expect(preview.error).toBeNull();
    await expect.poll(() => preview.picture).not.toBeNull();
  });
});
