import { Resvg } from '@resvg/resvg-js';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imageSide, pixelCount } from '../../../shared/images';
import type { SheetRecipe, SheetRecipeInput } from '../../../shared/sheet-recipe';
import { drawCells } from '../../../shared/sheets/draw-cells';
import { cellPlace, planSheet } from '../../../shared/sheets/plan';
import type { SheetFormat } from '../../../shared/sheets/service';
import { factsOfTests, patternedSampler, recipeOfTests } from '../../../shared/sheets/testing';
import { sheetProvenanceSchema } from '../provenance';
import { readPdf } from '../testing/read-pdf';
import { serviceOfTests } from '../testing/sheet-service';
import { decoded, digits, model, writeSheet } from '../testing/write-sheet';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-sheet-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const written = (recipe: SheetRecipe, format?: SheetFormat) => writeSheet(folder, recipe, format);

const isColoured = ({ data }: Pick<PNG, 'data'>): boolean => {
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return true;
  }
  return false;
};

/** Pixels of the grid that are not as the sampler draws them, each `times` as large. */
async function misplaced(
  recipe: SheetRecipe,
  { width, data }: PNG,
  ink: (level: number) => number,
) {
  const { service } = serviceOfTests();
  const facts = service.facts(recipe);
  const plan = planSheet(recipe, ({ checkpoint }) => facts[checkpoint]!);
  const levels = await drawCells(plan, 0, plan.rows, patternedSampler);
  let wrong = 0;
  for (let cell = 0; cell < plan.rows * plan.columns; cell++) {
    const place = cellPlace(plan, Math.floor(cell / plan.columns), cell % plan.columns);
    for (let i = 0; i < pixelCount; i++) {
      const x = place.digitX + (i % imageSide) * plan.scale;
      const y = place.digitY + Math.floor(i / imageSide) * plan.scale;
      const expected = ink(levels[cell * pixelCount + i]!);
      const corners = [
        [x, y],
        [x + plan.scale - 1, y + plan.scale - 1],
      ] as const;
      for (const [px, py] of corners) if (data[(py * width + px) * 4] !== expected) wrong++;
    }
  }
  return wrong;
}

describe('PNG', () => {
  it.each([
    [1, 'paper-on-ink'],
    [3, 'ink-on-paper'],
  ] as const)('puts each cell in its place, enlarged %i times, %s', async (scale, tone) => {
    const recipe = recipeOfTests(digits, { scale, gap: 2, cellSize: 31, digits: tone, title: 'A' });
    const { bytes, sheet } = await written(recipe);
    const image = decoded(bytes);

    expect([image.width, image.height]).toEqual([sheet.width, sheet.height]);
    const ink = (level: number) => (tone === 'paper-on-ink' ? level : 255 - level);
    expect(await misplaced(recipe, image, ink)).toBe(0);
  });

  it('is one byte a pixel where nothing is coloured, and three where something is', async () => {
    const gray = await written(recipeOfTests(digits));
    const coloured = await written(recipeOfTests(digits, { colours: 'labels' }));

    expect([...gray.bytes.subarray(24, 29)]).toEqual([8, 0, 0, 0, 0]);
    expect(isColoured(decoded(gray.bytes))).toBe(false);
    expect([...coloured.bytes.subarray(24, 29)]).toEqual([8, 2, 0, 0, 0]);
    expect(isColoured(decoded(coloured.bytes))).toBe(true);
  });

  it('draws its texts, and nothing where there are none', async () => {
    const style = { scale: 2, title: 'Seven digits', page: 'ink' } as const;
    const { bytes } = await written(recipeOfTests(digits, style));
    const { width, data } = decoded(bytes);
    const lit = (from: number, to: number): number => {
      let sum = 0;
      for (let pixel = from * width; pixel < to * width; pixel++)
        sum += data[pixel * 4]! > 0 ? 1 : 0;
      return sum;
    };
    expect(lit(0, 28)).toBe(0);
    expect(lit(28, 50)).toBeGreaterThan(100);
    const without = await written(recipeOfTests(digits, { ...style, title: '', headings: false }));
    expect(
      decoded(without.bytes)
        .data.subarray(0, width * 4 * 28)
        .every((v, i) => v === (i % 4 === 3 ? 255 : 0)),
    ).toBe(true);
  });

  it('records the SHA-256 of its pixels, inside and beside', async () => {
    const { bytes, sheet } = await written(recipeOfTests(digits));
    const { data } = decoded(bytes);
    const grays = Uint8Array.from({ length: data.length / 4 }, (_, i) => data[i * 4]!);
    const beside = readFileSync(join(folder, 'sheet.json'), 'utf8');
    const { pixels, recipe, models } = sheetProvenanceSchema.parse(JSON.parse(beside));

    expect(pixels.sha256).toBe(createHash('sha256').update(grays).digest('hex'));
    expect(pixels.sha256).toBe(sheet.pixelsSha256);
    expect(recipe).toEqual(recipeOfTests(digits));
    expect(models).toMatchObject([{ checkpoint: model.checkpoint, sha256: model.sha256 }]);
    expect(bytes.includes(`iTXtCVAE Workbench sheet\0\0\0\0\0${beside}`)).toBe(true);
  });
});

describe('SVG', () => {
  const recipe = recipeOfTests(
    { ...digits, model: { ...model, name: 'a < b & “c” \u0007' } },
    { scale: 3, gap: 1, title: 'Drawn & <printed>' },
  );

  it('shows each pixel in its place, by another renderer', async () => {
    const { bytes, sheet } = await written(recipe, 'svg');
    const image = new Resvg(bytes.toString('utf8'), { font: { loadSystemFonts: false } }).render();

    expect([image.width, image.height]).toEqual([sheet.width, sheet.height]);
    const png = decoded(image.asPng());
    expect(await misplaced(recipe, png, (level) => level)).toBe(0);
  });

  it('names its picture as older renderers know it, and asks them not to smooth it', async () => {
    const svg = (await written(recipe, 'svg')).bytes.toString('utf8');
    const [image = ''] = /<image [^>]*?base64,/.exec(svg) ?? [];

    expect(svg).toContain('xmlns:xlink="http://www.w3.org/1999/xlink"');
    expect(image).toContain(' xlink:href="data:image/png;base64,');
    expect(image).not.toContain(' href=');
    expect(image).toContain('image-rendering="optimizeSpeed"');
    expect(svg).toContain('image{image-rendering:pixelated}');
  });

  it.each(
    [
      ['inkscape', '--export-filename'],
      ['rsvg-convert', '--output'],
      ['cairosvg', '--output'],
    ].filter(([program = '']) => spawnSync('which', [program]).status === 0),
  )('shows its digits in %s', async (program, option) => {
    const { path, sheet } = await written(recipe, 'svg');
    const png = join(folder, 'rendered.png');
    spawnSync(program, [path, option, png], { timeout: 60_000 });
    const image = decoded(readFileSync(png));
    const { digitX, digitY } = cellPlace(
      planSheet(recipe, () => factsOfTests),
      0,
      0,
    );
    const middle = (digitY + 42) * sheet.width + digitX;
    const levels = Array.from({ length: 84 }, (_, x) => image.data[(middle + x) * 4]!);
    expect([image.width, image.height]).toEqual([sheet.width, sheet.height]);
    expect(new Set(levels).size).toBeGreaterThan(10);
  });

  it('has texts as texts, and its pixels once, as small as they are', async () => {
    const { bytes } = await written(recipe, 'svg');
    const svg = bytes.toString('utf8');
    const [, base64] = /base64,([^"]+)"/.exec(svg) ?? [];
    const image = decoded(Buffer.from(base64!, 'base64'));

    expect(svg).toContain('>Drawn &amp; &lt;printed&gt;</text>');
    expect(svg.match(/<image/g)).toHaveLength(1);
    expect([image.width, image.height]).toEqual([28 * 3 + 2, 28 * 2 + 1]);
    expect(svg).toContain('cvae-workbench-sheet');
  });
});

describe('PDF', () => {
  const recipe = (style: SheetRecipeInput['style'] = {}) =>
    recipeOfTests(
      { ...digits, model: { ...model, name: 'Aa & Åß' } },
      { scale: 3, title: 'Printed & <bound>', ...style },
    );

  it.each([
    ['fit', 'gray', 'none'],
    ['a4', 'colour', 'labels'],
  ] as const)(
    'holds each pixel, by another reader: page %s, in %s',
    async (pdfPage, _, colours) => {
      const made = recipe({ pdfPage, colours });
      const { bytes } = await written(made, 'pdf');
      const { image } = await readPdf(bytes);
      const png = decoded((await written(made, 'png')).bytes);
      const plan = planSheet(made, () => factsOfTests);

      expect([image.width, image.height]).toEqual([plan.grid.width, plan.grid.height]);
      let wrong = 0;
      for (let y = 0; y < image.height; y++) {
        for (let x = 0; x < image.width; x++) {
          const at = ((plan.grid.y + y) * png.width + plan.grid.x + x) * 4;
          if (image.levels(x, y).join() !== png.data.subarray(at, at + 3).join()) wrong++;
        }
      }
      expect(wrong).toBe(0);
    },
  );

  it('has texts as text that can be found and copied', async () => {
    const { bytes } = await written(recipe(), 'pdf');
    const { texts } = await readPdf(bytes);
    expect(texts).toContain('Printed & <bound>');
    expect(texts.join(' ')).toContain('Aa & Åß · z = 2 · epoch 10');
  });

  it.each([
    [
      'fit',
      digits.labels.length * 28 * 3 * 0.75,
      2 * 28 * 3 * 0.75,
      { margin: 0, legend: false, headings: false, title: '' },
    ],
    ['a4', 595.28, 841.89, {}],
    ['a4', 841.89, 595.28, { title: '', legend: false }],
    ['a3', 841.89, 1190.55, {}],
    ['letter', 612, 792, {}],
  ] as const)('has the page that was chosen: %s', async (pdfPage, width, height, style) => {
    const { bytes } = await written(recipe({ pdfPage, ...style }), 'pdf');
    const { size } = await readPdf(bytes);
    expect(size[0]).toBeCloseTo(width, 1);
    expect(size[1]).toBeCloseTo(height, 1);
  });

  it('carries its provenance in the metadata', async () => {
    const { bytes } = await written(recipe(), 'pdf');
    const beside = readFileSync(join(folder, 'sheet.json'), 'utf8');
    const { metadata, title } = await readPdf(bytes);
    expect(metadata).toBe(beside.trim());
    expect(title).toBe('Printed & <bound>');
  });
});
