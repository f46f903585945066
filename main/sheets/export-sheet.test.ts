import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runConfigSchema } from '../../shared/run-config';
import { sheetCells } from '../../shared/sheet-cells';
import { firstRecipeSchema } from '../../shared/sheets/first-version';
import { exportSheet, type SheetExport } from './export-sheet';
import type { SheetSampler } from './pixels';
import { provenanceKeyword, sheetProvenanceSchema } from './provenance';

const config = runConfigSchema.parse({});
const checkpoint = { epoch: 3, step: 0, sha256: 'ab'.repeat(32) };
const recipe = firstRecipeSchema.parse({
  version: 1,
  kind: 'digits',
  run: '01890a5d-ac96-774b-bcce-b302099a8057',
  checkpoint: '01890a5d-ac96-774b-bcce-b302099a8058',
  labels: [0, 7, 9],
  count: 2,
  seed: 5,
});

/** Pixels that depend on cell, label, latent and place, so that none can be mistaken for another. */
const patterned: SheetSampler = {
  decode: (_, labels, latents) => {
    const z = latents.length / labels.length;
    return Promise.resolve(
      Uint8Array.from({ length: labels.length * 784 }, (_level, i) => {
        const cell = Math.floor(i / 784);
        return Math.abs(labels[cell]! * 13 + latents[cell * z]! * 40 + (i % 784)) % 256;
      }),
    );
  },
};

let folder: string;
let job: SheetExport;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-sheet-'));
  job = {
    recipe,
    config,
    checkpoint,
    sampler: patterned,
    versions: { workbench: '0.1.0' },
    path: join(folder, 'digits.png'),
  };
});

afterEach(() => rmSync(folder, { recursive: true }));

/** The gray levels [height, width] of a PNG, by an independent decoder. */
function graysOf(path: string): { width: number; height: number; grays: Uint8Array } {
  const { width, height, data } = PNG.sync.read(readFileSync(path));
  return {
    width,
    height,
    grays: Uint8Array.from({ length: width * height }, (_, i) => data[i * 4]!),
  };
}

describe('exportSheet', () => {
  it.each([1, 3])('puts each cell in its place, enlarged %i times', async (scale) => {
    await exportSheet({ ...job, recipe: { ...recipe, scale } });
    const { width, height, grays } = graysOf(job.path);
    const { labels, latents } = sheetCells(recipe, config).inputs(0, 6);
    const cells = await patterned.decode(recipe.checkpoint, labels, latents);

    expect([width, height]).toEqual([84 * scale, 56 * scale]);
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const [row, column] = [Math.floor(y / scale), Math.floor(x / scale)];
        const cell = Math.floor(row / 28) * 3 + Math.floor(column / 28);
        const expected = cells[cell * 784 + (row % 28) * 28 + (column % 28)];
        if (grays[y * width + x] !== expected) expect.fail(`pixel ${x}, ${y} differs`);
      }
    }
  });

  it('writes its provenance beside and inside the PNG', async () => {
    const written = await exportSheet(job);
    const beside = readFileSync(join(folder, 'digits.json'), 'utf8');
    const provenance = sheetProvenanceSchema.parse(JSON.parse(beside));

    expect(written.provenancePath).toBe(join(folder, 'digits.json'));
    expect(provenance).toMatchObject({ recipe, config, checkpoint, versions: job.versions });
    expect(provenance.pixels.sha256).toBe(
      createHash('sha256').update(graysOf(job.path).grays).digest('hex'),
    );
    expect(provenance.pixels.sha256).toBe(written.pixelsSha256);
    expect(readFileSync(job.path).includes(`iTXt${provenanceKeyword}\0\0\0\0\0${beside}`)).toBe(
      true,
    );
  });

  it('gives the same bytes for the same recipe', async () => {
    await exportSheet(job);
    const again = join(folder, 'again.png');
    const shuffled = Object.fromEntries(Object.entries(recipe).reverse()) as typeof recipe;
    await exportSheet({ ...job, recipe: shuffled, path: again });

    expect(readFileSync(again).equals(readFileSync(job.path))).toBe(true);
    expect(readFileSync(join(folder, 'again.json'))).toEqual(
      readFileSync(join(folder, 'digits.json')),
    );
  });

  it('asks the sampler for whole rows, at most 1,000 cells at once, and tells how far it is', async () => {
    const asked: number[] = [];
    const shares: number[] = [];
    const sampler: SheetSampler = {
      decode: (id, labels, latents) => {
        asked.push(labels.length);
        return patterned.decode(id, labels, latents);
      },
    };
    const onProgress = (share: number) => shares.push(share);
    await exportSheet({ ...job, sampler, recipe: { ...recipe, count: 500 } }, { onProgress });

    expect(asked).toEqual([999, 501]);
    expect(shares).toEqual([333 / 500, 1]);
  });

  it('leaves nothing behind when it is cancelled between two requests', async () => {
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const exporting = exportSheet(
      { ...job, recipe: { ...recipe, count: 500 } },
      { signal: controller.signal, onProgress },
    );

    await expect(exporting).rejects.toMatchObject({ kind: 'cancelled' });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('passes on why the sampler failed, and leaves nothing behind', async () => {
    const sampler: SheetSampler = { decode: () => Promise.reject(new Error('the sampler died')) };

    await expect(exportSheet({ ...job, sampler })).rejects.toThrow('the sampler died');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not overwrite a JSON file that is no recipe', async () => {
    writeFileSync(join(folder, 'digits.json'), '{"name":"digits"}');

    await expect(exportSheet(job)).rejects.toMatchObject({ kind: 'conflict' });
    expect(readdirSync(folder)).toEqual(['digits.json']);
  });

  it('refuses a model that completes images', async () => {
    const quadrants = runConfigSchema.parse({ conditioning: 'quadrants-2' });

    await expect(exportSheet({ ...job, config: quadrants })).rejects.toMatchObject({
      kind: 'invalid-input',
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('refuses other endings, and sheets that no viewer opens', async () => {
    await expect(exportSheet({ ...job, path: join(folder, 'a.jpg') })).rejects.toMatchObject({
      kind: 'invalid-input',
    });
    const labels = Array.from({ length: 256 }, () => 1);
    await expect(
      exportSheet({ ...job, recipe: { ...recipe, labels, count: 1000, scale: 16 } }),
    ).rejects.toMatchObject({ kind: 'invalid-input' });
    expect(readdirSync(folder)).toEqual([]);
  });
});
