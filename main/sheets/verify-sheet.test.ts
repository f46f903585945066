import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../shared/errors';
import { pixelCount } from '../../shared/images';
import type { SheetSampler } from '../../shared/sheets/draw-cells';
import { sheetFormats } from '../../shared/sheets/service';
import { patternedSampler, recipeOfTests } from '../../shared/sheets/testing';
import { withLines } from './testing/png-chunks';
import { serviceOfTests, storedModel } from './testing/sheet-service';
import { digits, model, writeSheet } from './testing/write-sheet';

const recipe = recipeOfTests(digits, { scale: 2, gap: 1, title: 'Verified & <printed>' });
const plain = recipeOfTests(digits, { scale: 1, margin: 0, headings: false, legend: false });

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-verify-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** Draws one pixel of the second cell it is asked for three levels darker or lighter. */
const drifted: SheetSampler = {
  ...patternedSampler,
  decode: async (...given) => {
    const levels = await patternedSampler.decode(...given);
    const at = pixelCount + 30;
    levels[at] = levels[at]! > 128 ? levels[at]! - 3 : levels[at]! + 3;
    return levels;
  },
};

describe('a sheet that is made again', () => {
  it.each(
    sheetFormats.flatMap((format) => [[format, 'none'] as const, [format, 'labels'] as const]),
  )('matches, in a service that has never seen it: %s, colours %s', async (format, colours) => {
    const coloured = recipeOfTests(digits, { ...recipe.style, colours });
    const { path } = await writeSheet(folder, coloured, format);
    const verified = await serviceOfTests().service.verify(path);

    expect(verified).toMatchObject({ format, recipe: coloured });
    expect(verified.check).toEqual(
      format === 'png' ? { kind: 'matches' } : { kind: 'matches', texts: 'same' },
    );
    expect(verified.versions).toEqual({ workbench: '0.1.0' });
  });

  it.each(sheetFormats)('matches the JSON beside it: %s', async (format) => {
    await writeSheet(folder, recipe, format);
    const json = readFileSync(join(folder, 'sheet.json'));
    const { service } = serviceOfTests();

    expect((await service.verify(json)).check).toEqual({ kind: 'matches' });
    const other = json
      .toString()
      .replace(/(?<="sha256": ")[0-9a-f]{64}(?="\n {2}\})/, 'f'.repeat(64));
    expect((await service.verify(Buffer.from(other))).check).toEqual({ kind: 'other-pixels' });
  });

  it.each(sheetFormats)('differs where another engine draws otherwise: %s', async (format) => {
    const { bytes } = await writeSheet(folder, recipe, format);
    const { check } = await serviceOfTests({ sampler: drifted }).service.verify(bytes);
    const pixels = format === 'svg' ? 1 : 4;

    expect(check).toMatchObject({
      kind: 'differs',
      altered: false,
      differences: {
        pixels,
        most: 3,
        cellCount: 1,
        cells: [{ row: 0, column: 1, pixels, most: 3 }],
        outside: 0,
      },
    });
  });

  it('tells texts of an SVG that were altered, taken out or added', async () => {
    const { bytes } = await writeSheet(folder, recipe, 'svg');
    const { service } = serviceOfTests();
    const check = async (from: string | RegExp, to: string) =>
      (await service.verify(Buffer.from(bytes.toString().replace(from, to)))).check;
    expect(await check(/(<text [^>]*>)Verified/, '$1Falsified')).toEqual({
      ...{ kind: 'texts-differ', count: 1, isOtherwise: false },
      texts: ['Verified & <printed>'],
    });
    expect(await check(/<text [^>]*>7<\/text>\n/, '')).toMatchObject({ kind: 'texts-differ' });
    const added = await check('</svg>', '<text x="9" y="9">A model of mine</text></svg>');
    expect(added).toMatchObject({ kind: 'texts-differ', isOtherwise: true });
    expect(await check('fill="#ffffff"', 'fill="#eeeeee"')).toMatchObject({
      ...{ kind: 'texts-differ', count: 0, isOtherwise: true },
    });
  });

  it('tells texts of a PDF that are others', async () => {
    const { bytes } = await writeSheet(folder, recipe, 'pdf');
    const { bytes: other } = await writeSheet(
      folder,
      recipeOfTests(digits, { ...recipe.style, title: 'Another, printed' }),
      'pdf',
    );
    // The recipe of the one with the page of the other.
    const recipeAt = (file: Buffer) => {
      const start = file.indexOf('<cvae:sheet>');
      return [start, file.indexOf('</cvae:sheet>', start)] as const;
    };
    const [[start, end], [from, to]] = [recipeAt(other), recipeAt(bytes)];
    const parts = [other.subarray(0, start), bytes.subarray(from, to), other.subarray(end)];
    const { check } = await serviceOfTests().service.verify(Buffer.concat(parts));
    expect(check).toMatchObject({ kind: 'texts-differ' });
    expect(check.kind === 'texts-differ' && check.texts).toContain('Verified & <printed>');
  });

  it('differs where a pixel was altered, and beside the cells too', async () => {
    const { bytes, sheet } = await writeSheet(folder, recipe);
    const altered = withLines(bytes, (lines) => {
      // The first pixel of the last line, whatever its filter.
      lines[(sheet.height - 1) * (sheet.width + 1) + 1]! ^= 64;
      return lines;
    });
    expect((await serviceOfTests().service.verify(altered)).check).toMatchObject({
      kind: 'differs',
      altered: true,
      // White, 255, less 192.
      differences: { pixels: 1, most: 192, cellCount: 0, outside: 1 },
    });
  });

  it('reads what other programs have filtered anew, pixel for pixel the same', async () => {
    const { bytes } = await writeSheet(folder, plain);
    for (const filter of [1, 2, 3, 4]) {
      const again = withLines(bytes, (lines) => refiltered(lines, 84, filter));
      expect((await serviceOfTests().service.verify(again)).check).toEqual({ kind: 'matches' });
    }
  });

  it('tells a size that the recipe does not give', async () => {
    const { bytes } = await writeSheet(folder, plain);
    const text = bytes.toString('latin1');
    const other = Buffer.from(text.replace('"count": 2', '"count": 3'), 'latin1');
    const { service } = serviceOfTests();
    await expect(service.verify(other)).rejects.toThrow('The recipe in the PNG is damaged.');
    const svg = (await writeSheet(folder, plain, 'svg')).bytes.toString();
    const larger = svg.replace('&quot;count&quot;: 2', '&quot;count&quot;: 3');
    expect((await service.verify(Buffer.from(larger))).check).toEqual({
      kind: 'other-size',
      width: 84,
      height: 56,
    });
  });
});

describe('where the checkpoint is not', () => {
  const elsewhere = { stored: [storedModel(2)] };

  it.each(sheetFormats)(
    'says so, and whether the picture is as it was written: %s',
    async (format) => {
      const { bytes } = await writeSheet(folder, recipe, format);
      const { check, recipe: read } = await serviceOfTests(elsewhere).service.verify(bytes);
      expect(check).toEqual({ kind: 'checkpoint-missing', models: [model], intact: true });
      expect(read).toEqual(recipe);
    },
  );

  it('says that an altered picture is not as it was', async () => {
    const { bytes } = await writeSheet(folder, plain);
    const altered = withLines(bytes, (lines) => ((lines[1]! ^= 1), lines));
    const { check } = await serviceOfTests(elsewhere).service.verify(altered);
    expect(check).toMatchObject({ kind: 'checkpoint-missing', intact: false });
  });

  it.each(sheetFormats)('makes it from the model that the file carries: %s', async (format) => {
    const { bytes } = await writeSheet(folder, recipe, format, { carryModel: true });
    const { service, models } = serviceOfTests(elsewhere);
    const { check, carried, facts } = await service.verify(bytes);
    const id = carried[model.checkpoint]!;

    // The sampler of these tests draws by the id, which is another here.
    expect(check).toMatchObject({ kind: 'differs', altered: false });
    expect(id).not.toBe(model.checkpoint);
    expect(Buffer.from(models.weights(id).weights).toString()).toBe(`weights ${model.checkpoint}`);
    expect(facts[model.checkpoint]).toMatchObject({ latentDimensions: 2, classes: 10 });
  });

  it('writes it again from the carried model, carrying it on', async () => {
    const { bytes } = await writeSheet(folder, recipe, 'png', { carryModel: true });
    const { service } = serviceOfTests(elsewhere);
    await service.verify(bytes);
    const path = join(folder, 'again.png');
    await service.write({ recipe, format: 'png', path, carryModel: true });
    expect(readFileSync(path).includes(`weights ${model.checkpoint}`)).toBe(true);
  });

  it('never takes a carried model for one that is stored', async () => {
    const { bytes } = await writeSheet(folder, recipe, 'png', { carryModel: true });
    const { service } = serviceOfTests();
    const { check, carried } = await service.verify(bytes);
    expect([check, carried]).toEqual([{ kind: 'matches' }, {}]);
  });
});

describe('a recipe by itself', () => {
  const text = JSON.stringify({ version: 2, content: { ...digits }, style: { scale: 2 } });

  it('opens, with nothing to compare', async () => {
    const { check, recipe: read, facts } = await serviceOfTests().service.verify(Buffer.from(text));
    expect(check).toEqual({ kind: 'nothing-to-compare' });
    expect(read).toEqual(recipeOfTests(digits, { scale: 2 }));
    expect(facts[model.checkpoint]).toMatchObject({ latentDimensions: 2 });
  });

  it('opens without its checkpoint too', async () => {
    const { service } = serviceOfTests({ stored: [storedModel(2)] });
    const { check } = await service.verify(Buffer.from(text));
    expect(check).toEqual({ kind: 'checkpoint-missing', models: [model], intact: null });
  });

  it('of version 1 is told which weights it names', async () => {
    const first = { version: 1, kind: 'digits', run: model.run, checkpoint: model.checkpoint };
    const json = JSON.stringify({ ...first, labels: [7], count: 1, seed: 5 });
    const { recipe: read } = await serviceOfTests().service.verify(Buffer.from(json));
    expect(read.content).toMatchObject({ model: { sha256: model.sha256, epoch: 10 } });
  });

  it('is refused with what is wrong, at no length', async () => {
    const { service } = serviceOfTests();
    const wrong = text.replace('"count":2', `"count":0,"${'x'.repeat(100_000)}":1`);
    const refusal = await service.verify(Buffer.from(wrong)).catch((thrown: unknown) => thrown);
    if (!(refusal instanceof WorkbenchError)) throw new Error('It was not refused.');
    expect(refusal.message).toBe('The file holds no recipe of a sheet that this version knows.');
    expect(refusal.remedy).toContain('Count must be a whole number from 1 to 1,000.');
    expect(refusal.remedy!.length).toBeLessThan(1000);
  });
});

describe('files', () => {
  it('says that there is none, or that it is a folder', async () => {
    const { service } = serviceOfTests();
    await expect(service.verify(join(folder, 'none.png'))).rejects.toMatchObject({
      kind: 'not-found',
    });
    await expect(service.verify(folder)).rejects.toMatchObject({ kind: 'invalid-input' });
  });

  it('stops when it is told to', async () => {
    const { path } = await writeSheet(
      folder,
      recipeOfTests({ ...digits, count: 700 }, plain.style),
    );
    const controller = new AbortController();
    const options = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(serviceOfTests().service.verify(path, options)).rejects.toMatchObject({
      kind: 'cancelled',
    });
  });

  it('reads sheets of version 1', async () => {
    const { bytes } = await writeSheet(folder, plain);
    const first = JSON.stringify({
      format: 'cvae-workbench-sheet',
      recipe: {
        version: 1,
        kind: 'digits',
        run: model.run,
        checkpoint: model.checkpoint,
        labels: [0, 7, 9],
        count: 2,
        seed: 5,
        scale: 1,
      },
      config: {},
      checkpoint: { epoch: 10, step: 0, sha256: model.sha256 },
      pixels: { width: 84, height: 56, sha256: 'a'.repeat(64) },
      versions: {},
    });
    const path = join(folder, 'first.json');
    writeFileSync(path, first);
    const { recipe: upgraded } = await serviceOfTests().service.verify(path);
    expect(upgraded).toMatchObject({ version: 2, style: { margin: 0, scale: 1 } });
    expect(bytes.length).toBeGreaterThan(0);
  });
});

/** Gray lines without filters, filtered. */
function refiltered(lines: Buffer, width: number, filter: number): Buffer {
  const at = (y: number, x: number): number =>
    y < 0 || x < 0 ? 0 : lines[y * (width + 1) + 1 + x]!;
  return Buffer.from(
    lines.map((byte, i) => {
      const [y, x] = [Math.floor(i / (width + 1)), (i % (width + 1)) - 1];
      if (x < 0) return filter;
      const [a, b, c] = [at(y, x - 1), at(y - 1, x), at(y - 1, x - 1)];
      const p = a + b - c;
      const nearest = [a, b, c].reduce((best, each) =>
        Math.abs(p - each) < Math.abs(p - best) ? each : best,
      );
      return byte - [0, a, b, Math.floor((a + b) / 2), nearest][filter]!;
    }),
  );
}
