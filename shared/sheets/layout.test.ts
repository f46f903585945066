import { describe, expect, it } from 'vitest';
import type { SheetRecipeInput } from '../sheet-recipe';
import { cellPlace, planSheet } from './plan';
import { freshStyle } from './style-schema';
import { factsOfTests, modelOfTests, recipeOfTests } from './testing';

const digits = {
  kind: 'digits',
  model: modelOfTests(),
  labels: [3, 1, 4],
  count: 2,
  latents: { seed: 7 },
} as const satisfies SheetRecipeInput['content'];

describe('layout', () => {
  it('places digits in the middle of their cells, gaps between them', () => {
    const style = { scale: 3, cellSize: 32, gap: 2, margin: 0, headings: false, legend: false };
    const sheet = planSheet(recipeOfTests(digits, style), () => factsOfTests);
    expect([sheet.width, sheet.height]).toEqual([3 * (32 * 3 + 4), 3 * (32 * 2 + 2)]);
    expect(cellPlace(sheet, 1, 2)).toEqual({ x: 204, y: 102, digitX: 210, digitY: 108 });
  });

  it('gives headings beside rows the width that they need, up to what the style grants', () => {
    const name = 'Convolutional, twenty latent dimensions, beta of four';
    const headingOf = (text: string, style: SheetRecipeInput['style']) => {
      const models = [1, 2].map((number) => modelOfTests(number, { name: text }));
      const table = { labels: [...digits.labels], latents: digits.latents, count: 1 };
      const recipe = recipeOfTests({ kind: 'runs', models, ...table }, style);
      const { texts, grid } = planSheet(recipe, () => factsOfTests);
      const heading = texts.find(({ anchor }) => anchor === 'end')!;
      expect(heading.x - heading.width).toBeGreaterThanOrEqual(0);
      expect(heading.x).toBeLessThan(grid.x);
      return heading;
    };
    expect(headingOf(name, {}).text).toMatch(/^Convolutional.*…$/);
    expect(headingOf(name, freshStyle).text).toBe(name);
    const { text, width, size } = headingOf(name.repeat(3), freshStyle);
    expect(text).toMatch(/…$/);
    expect(width).toBeLessThanOrEqual(32 * size);
  });

  it('keeps texts on the page and off the cells, in every kind of page', () => {
    for (const scale of [1, 4, 16]) {
      for (const count of [1, 40]) {
        const named = { ...digits, count, model: modelOfTests(1, { name: 'A name '.repeat(20) }) };
        const style = { scale, title: 'Digits '.repeat(9), note: 'Said of them. '.repeat(30) };
        const sheet = planSheet(recipeOfTests(named, style), () => factsOfTests);
        const { grid } = sheet;
        for (const { x, y, size, width, anchor } of sheet.texts) {
          const left = x - { start: 0, middle: width / 2, end: width }[anchor];
          expect(left).toBeGreaterThanOrEqual(0);
          expect(left + Math.min(width, sheet.width)).toBeLessThanOrEqual(sheet.width + grid.x);
          expect(y - size).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(sheet.height);
          if (anchor !== 'end') expect(y <= grid.y || y - size >= grid.y + grid.height).toBe(true);
        }
      }
    }
  });
});
