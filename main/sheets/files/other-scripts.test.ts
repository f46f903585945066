import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sheetFormats } from '../../../shared/sheets/service';
import { recipeOfTests } from '../../../shared/sheets/testing';
import { readPdf } from '../testing/read-pdf';
import { serviceOfTests } from '../testing/sheet-service';
import { decoded, digits, model, writeSheet } from '../testing/write-sheet';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-scripts-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const title = '手書き数字 CVAE';
const note = 'نتائج توليد الأرقام\nहस्तलिखित अंक · תוצאות · ตัวเลข · 😀';
const recipe = recipeOfTests(digits, { scale: 2, title, note });

describe('texts in scripts that Inter lacks', () => {
  it.each(sheetFormats)(
    'are the same bytes each time, and match when made again: %s',
    async (format) => {
      const { bytes, path } = await writeSheet(folder, recipe, format);
      const again = await writeSheet(folder, recipe, format);
      expect(again.bytes.equals(bytes)).toBe(true);
      const { check } = await serviceOfTests().service.verify(path);
      expect(check.kind).toBe('matches');
    },
  );

  it('are drawn in a PNG as they are shown before', async () => {
    const { service } = serviceOfTests();
    const { lines, missing } = await service.outlines([{ text: '一', weight: 'regular' }]);
    // A single stroke across: an outline as wide as the character, and not that of a box.
    expect(missing).toEqual([]);
    expect(lines[0]!.width).toBe(1000);
    const plain = { scale: 4, headings: false, legend: false, title: '一', margin: 14 } as const;
    const { bytes } = await writeSheet(folder, recipeOfTests(digits, plain));
    const { data, width } = decoded(bytes);
    const inked = Array.from({ length: 40 }, (_, y) => 56 + y).filter((y) =>
      Array.from({ length: 40 }, (_, x) => data[(y * width + 50 + x) * 4]!).some(
        (level) => level < 128,
      ),
    );
    expect(inked.length).toBeGreaterThan(0);
    expect(inked.length).toBeLessThan(5);
  });

  it('are found and copied in a PDF as what they are', async () => {
    const { bytes } = await writeSheet(folder, recipe, 'pdf');
    const { texts } = await readPdf(bytes);
    const all = texts.join(' ').replaceAll(/\s+/g, ' ');
    for (const part of [
      '手書き数字',
      'CVAE',
      'نتائج توليد الأرقام',
      'תוצאות',
      '😀',
      '2 styles of 3 labels',
    ]) {
      expect(all).toContain(part);
    }
    expect(all).not.toMatch(/\p{Cc}/u);
  });

  it('are drawn in an SVG, whose viewers have other typefaces, with their words as title', async () => {
    const { bytes } = await writeSheet(folder, recipe, 'svg');
    const svg = bytes.toString();
    expect(svg).toMatch(/<path d="M[^"]+"><title>手書き数字 CVAE<\/title><\/path>/);
    expect(svg).toContain('>2 styles of 3 labels, latents from</text>');
    const altered = svg.replace('"><title>手書き', '"><title>機械');
    const { check } = await serviceOfTests().service.verify(Buffer.from(altered));
    expect(check).toMatchObject({ kind: 'texts-differ', count: 1, texts: [title] });
  });
});

describe('characters that no typeface has', () => {
  it.each([
    ['the title', recipeOfTests(digits, { title: 'ᚠᚢ' })],
    ['the note', recipeOfTests(digits, { note: 'like ᚠᚢ here' })],
    ['the name of a run', recipeOfTests({ ...digits, model: { ...model, name: 'ᚠᚢ' } })],
  ])('are refused by name before anything is written: in %s', async (_, refused) => {
    for (const format of sheetFormats) {
      await expect(writeSheet(folder, refused, format)).rejects.toThrow(
        'The typefaces of sheets do not have ᚠ (U+16A0), ᚢ (U+16A2). Nothing was written.',
      );
    }
    expect(readdirSync(folder)).toEqual([]);
    expect(existsSync(join(folder, 'sheet.json'))).toBe(false);
    const { missing } = await serviceOfTests().service.outlines([{ text: 'ᚠ', weight: 'strong' }]);
    expect(missing).toEqual(['ᚠ']);
  });
});
