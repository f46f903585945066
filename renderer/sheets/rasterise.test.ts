import { describe, expect, it } from 'vitest';
import { drawCells } from '../../shared/sheets/draw-cells';
import { cellPlace, planSheet } from '../../shared/sheets/plan';
import {
  factsOfTests,
  modelOfTests,
  patternedSampler,
  recipeOfTests,
} from '../../shared/sheets/testing';
import { rasterise } from './rasterise';

const style = { scale: 2, gap: 1, cellSize: 30, margin: 3, headings: false, legend: false };
const content = {
  kind: 'digits' as const,
  model: modelOfTests(),
  labels: [1, 2, 3],
  count: 2,
  latents: { seed: 1 },
};

async function pictureOf(recipe = recipeOfTests(content, style)) {
  const plan = planSheet(recipe, () => factsOfTests);
  const levels = await drawCells(plan, 0, plan.rows, patternedSampler);
  return { plan, levels, picture: { plan, rowsPerBlock: plan.rows, blocks: [levels] } };
}

const white = 0xffffffff;
const black = 0xff000000;
const gray = (level: number): number => (black | (level * 0x010101)) >>> 0;

describe('rasterise', () => {
  it('shows each of the sheet’s pixels as it is in a file', async () => {
    const { plan, levels, picture } = await pictureOf();
    const { width, height } = plan;
    const pixels = rasterise(picture, { x: 0, y: 0, width, height, zoom: 1 });
    const at = (x: number, y: number): number => pixels[y * width + x]!;
    expect(at(0, 0)).toBe(white);
    for (let row = 0; row < 2; row++) {
      for (let column = 0; column < 3; column++) {
        const { x, y, digitX, digitY } = cellPlace(plan, row, column);
        expect(at(x, y)).toBe(black);
        expect(at(x - 1, y)).toBe(white);
        for (let pixel = 0; pixel < 784; pixel++) {
          const level = levels[(row * 3 + column) * 784 + pixel]!;
          const [left, top] = [digitX + (pixel % 28) * 2, digitY + Math.floor(pixel / 28) * 2];
          expect(at(left, top)).toBe(gray(level));
          expect(at(left + 1, top + 1)).toBe(gray(level));
        }
      }
    }
  });

  it('shows a window of it, enlarged, and nothing beside the sheet', async () => {
    const { plan, levels, picture } = await pictureOf();
    const { digitX, digitY } = cellPlace(plan, 1, 2);
    const sight = { x: digitX * 2, y: digitY * 2, width: 8, height: 4, zoom: 2 };
    const [first, ...rest] = rasterise(picture, sight).subarray(0, 8);
    expect(first).toBe(gray(levels[5 * 784]!));
    expect(rest.slice(3)).toEqual([1, 1, 1, 1].map((pixel) => gray(levels[5 * 784 + pixel]!)));
    const beside = rasterise(picture, { x: -2, y: -1, width: 3, height: 2, zoom: 1 });
    expect([...beside]).toEqual([0, 0, 0, 0, 0, white]);
  });

  it('averages where several pixels fall on one', async () => {
    const { plan, levels, picture } = await pictureOf(
      recipeOfTests(content, { ...style, scale: 1, cellSize: 28, margin: 0 }),
    );
    const width = Math.floor(plan.width / 2);
    const pixels = rasterise(picture, { x: 0, y: 0, width, height: 4, zoom: 0.5 });
    const mean = (levels[0]! + levels[1]! + levels[28]! + levels[29]!) / 4;
    expect(pixels[0]).toBe(gray(Math.round(mean)));
  });

  it('colours by label, leaves holes where cells are blank, and grounds what is not decoded', async () => {
    const coloured = recipeOfTests(content, {
      ...style,
      colours: 'labels',
      digits: 'ink-on-paper',
    });
    const { plan, picture } = await pictureOf(coloured);
    const sight = { x: 0, y: 0, width: plan.width, height: plan.height, zoom: 1 };
    const shades = new Set(rasterise(picture, sight));
    expect([...shades].some((pixel) => (pixel & 255) !== ((pixel >> 8) & 255))).toBe(true);

    const images = { kind: 'reconstructions' as const, models: [modelOfTests()] };
    const rebuilt = recipeOfTests({ ...images, images: [1, 2, 3], columns: 2 }, style);
    const { plan: strips } = await pictureOf(rebuilt);
    const missing = { plan: strips, rowsPerBlock: 4, blocks: [null] };
    const all = { ...sight, width: strips.width, height: strips.height };
    const pixels = rasterise(missing, all);
    const pixelAt = (row: number, column: number) => {
      const { digitX, digitY } = cellPlace(strips, row, column);
      return pixels[digitY * strips.width + digitX];
    };
    expect([pixelAt(2, 0), pixelAt(2, 1)]).toEqual([black, white]);
  });
});
