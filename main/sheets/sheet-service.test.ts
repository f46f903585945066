import { Resvg } from '@resvg/resvg-js';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { imageSide, pixelCount } from '../../shared/images';
import { runConfigSchema } from '../../shared/run-config';
import { anySheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import { drawCells } from '../../shared/sheets/draw-cells';
import { cellPlace, planSheet } from '../../shared/sheets/plan';
import type { SheetFormat } from '../../shared/sheets/service';
import { patternedSampler, recipeOfTests } from '../../shared/sheets/testing';
import { sheetProvenanceSchema } from './provenance';
import { serviceOfTests, storedModel } from './testing/sheet-service';

const model = storedModel();
const digits = {
  kind: 'digits' as const,
  model,
  labels: [0, 7, 9],
  count: 2,
  latents: { seed: 5 },
};
const plain = { scale: 1, margin: 0, headings: false, legend: false } as const;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-sheet-'))));
afterEach(() => rmSync(folder, { recursive: true }));

async function written(recipe: SheetRecipe, format: SheetFormat = 'png', setting = {}) {
  const { service, made } = serviceOfTests(setting);
  const path = join(folder, `sheet.${format}`);
  const sheet = await service.write({ recipe, format, path, carryModel: false });
  return { sheet, made, path, bytes: readFileSync(path), service };
}

/** By an independent decoder: 4 bytes a pixel. */
const decoded = (png: Buffer) => PNG.sync.read(png, { checkCRC: true });

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

describe('every format', () => {
  it.each(['png', 'svg'] as const)('%s: the same recipe gives the same bytes', async (format) => {
    const recipe = recipeOfTests(digits, { title: 'Again', colours: 'runs' });
    const first = await written(recipe, format);
    const shuffled = Object.fromEntries(Object.entries(recipe).reverse()) as SheetRecipe;
    const second = await written(shuffled, format);

    expect(second.bytes.equals(first.bytes)).toBe(true);
    expect(second.sheet.pixelsSha256).toBe(first.sheet.pixelsSha256);
  });

  it('lists what it made, with a thumbnail', async () => {
    const { made, path } = await written(recipeOfTests(digits, { scale: 9 }));
    const { width, height } = decoded(Buffer.from(made[0]!.thumbnail));

    expect(made).toMatchObject([{ path, recipe: recipeOfTests(digits, { scale: 9 }) }]);
    expect(Math.max(width, height)).toBeLessThanOrEqual(320);
    expect(Math.min(width, height)).toBeGreaterThan(100);
  });

  it('fills in what recipes of version 1 did not record', async () => {
    const { run, checkpoint } = model;
    const first = { version: 1, kind: 'digits', run, checkpoint, labels: [3], count: 2, seed: 5 };
    const { made, sheet } = await written(anySheetRecipeSchema.parse(first));

    expect([sheet.width, sheet.height]).toEqual([28, 56]);
    expect(made[0]!.recipe!.content).toMatchObject({ model: { sha256: model.sha256, epoch: 10 } });
  });

  it('draws a thousand cells at once, and tells how far it is', async () => {
    const { service } = serviceOfTests();
    const shares: number[] = [];
    await service.write(
      {
        recipe: recipeOfTests({ ...digits, count: 500 }, plain),
        format: 'png',
        path: join(folder, 'a.png'),
        carryModel: false,
      },
      { onProgress: (share) => shares.push(share) },
    );
    expect(shares).toEqual([333 / 500, 1]);
  });
});

describe('what cannot be written', () => {
  const order = (path: string, recipe = recipeOfTests({ ...digits, count: 900 }, plain)) =>
    ({ recipe, format: 'png', path: join(folder, path), carryModel: false }) as const;

  it('leaves nothing behind when it is cancelled', async () => {
    const controller = new AbortController();
    const { service, made } = serviceOfTests();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(service.write(order('a.png'), options)).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect([readdirSync(folder), made]).toEqual([[], []]);
  });

  it('passes on why the sampler failed, and leaves nothing behind', async () => {
    const decode = () => Promise.reject(new Error('the sampler died'));
    const { service } = serviceOfTests({ sampler: { ...patternedSampler, decode } });
    await expect(service.write(order('a.png'))).rejects.toThrow('the sampler died');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not overwrite a JSON file that is no recipe of this sheet', async () => {
    const { service } = serviceOfTests();
    const beside = join(folder, 'a.json');
    writeFileSync(beside, '{"name":"a"}');
    await expect(service.write(order('a.png'))).rejects.toMatchObject({ kind: 'conflict' });
    expect(readFileSync(beside, 'utf8')).toBe('{"name":"a"}');
    const { recipe } = order('a.png');
    writeFileSync(beside, JSON.stringify(recipe));
    await service.write(order('a.png'));
    expect(readFileSync(beside, 'utf8')).toContain('cvae-workbench-sheet');
  });

  it.each([
    ['another ending', 'a.jpg', {}, 'invalid-input'],
    ['a checkpoint that is not here', 'a.png', { stored: [storedModel(2)] }, 'not-found'],
    [
      'other weights under the same id',
      'a.png',
      { stored: [{ ...model, sha256: '0'.repeat(64) }] },
      'not-found',
    ],
    [
      'a run that completes images',
      'a.png',
      { config: runConfigSchema.parse({ conditioning: 'quadrants-2' }) },
      'invalid-input',
    ],
  ] as const)('refuses %s', async (_, path, setting, kind) => {
    const { service } = serviceOfTests(setting);
    await expect(service.write(order(path))).rejects.toMatchObject({ kind });
    expect(readdirSync(folder)).toEqual([]);
  });
});
