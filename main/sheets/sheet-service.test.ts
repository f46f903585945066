import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../shared/run-config';
import { anySheetRecipeSchema, type SheetRecipe } from '../../shared/sheet-recipe';
import type { SheetSampler } from '../../shared/sheets/draw-cells';
import type { SheetFormat } from '../../shared/sheets/service';
import { patternedSampler, recipeOfTests } from '../../shared/sheets/testing';
import { serviceOfTests, storedModel } from './testing/sheet-service';
import { decoded, digits, model, writeSheet } from './testing/write-sheet';

const plain = { scale: 1, margin: 0, headings: false, legend: false } as const;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-sheet-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const written = (recipe: SheetRecipe, format?: SheetFormat) => writeSheet(folder, recipe, format);

describe('every format', () => {
  it.each(['png', 'svg', 'pdf'] as const)(
    '%s: the same recipe gives the same bytes',
    async (format) => {
      const recipe = recipeOfTests(digits, { title: 'Again', colours: 'runs' });
      const first = await written(recipe, format);
      const shuffled = Object.fromEntries(Object.entries(recipe).reverse()) as SheetRecipe;
      const second = await written(shuffled, format);

      expect(second.bytes.equals(first.bytes)).toBe(true);
      expect(second.sheet.pixelsSha256).toBe(first.sheet.pixelsSha256);
    },
  );

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

  it('is cancelled at once while the sampler does not answer', async () => {
    const controller = new AbortController();
    const decode: SheetSampler['decode'] = (_checkpoint, _conditions, _latents, options) =>
      new Promise((_, fail) => {
        options?.signal?.addEventListener('abort', () => fail(new Error('aborted')), {
          once: true,
        });
        controller.abort();
      });
    const { service } = serviceOfTests({ sampler: { ...patternedSampler, decode } });
    const written = service.write(order('a.png'), { signal: controller.signal });
    await expect(written).rejects.toMatchObject({ kind: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });

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
