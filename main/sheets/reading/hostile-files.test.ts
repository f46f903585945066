import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../../../shared/errors';
import { sheetFormats, type SheetFormat } from '../../../shared/sheets/service';
import { recipeOfTests } from '../../../shared/sheets/testing';
import { chunksOf, pngOf, withLines } from '../testing/png-chunks';
import { serviceOfTests } from '../testing/sheet-service';
import { digits, writeSheet } from '../testing/write-sheet';

const recipe = recipeOfTests(digits, { scale: 1, title: 'Attacked' });

let folder: string;
const files = {} as Record<SheetFormat, Buffer>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cvae-hostile-'));
  for (const format of sheetFormats) {
    files[format] = (await writeSheet(folder, recipe, format, { carryModel: true })).bytes;
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

const { service } = serviceOfTests();

/** What came of a file: a finding, or a refusal in words. Anything else that is thrown fails the test. */
async function outcome(bytes: Buffer): Promise<string> {
  try {
    return (await service.verify(bytes)).check.kind;
  } catch (thrown) {
    if (thrown instanceof WorkbenchError && thrown.kind === 'invalid-input') return 'refused';
    throw thrown;
  }
}

describe('malformed files', () => {
  it.each(sheetFormats)('cut off anywhere: %s', async (format) => {
    const whole = files[format];
    for (let part = 0; part < 60; part++) {
      const found = await outcome(whole.subarray(0, Math.floor((whole.length * part) / 60)));
      if (format === 'png') expect(found).toBe('refused');
      else expect(['refused', 'pixels-damaged', 'texts-differ', 'matches']).toContain(found);
    }
  });

  it('with a bit turned over anywhere, a PNG never matches', async () => {
    // The last chunk but one carries the model, whose SHA-256 is checked; the last is empty.
    const end = files.png.length - 12;
    for (let i = 0; i < 150; i++) {
      const bytes = Buffer.from(files.png);
      bytes[Math.floor((end * i) / 150)]! ^= 1 << (i % 8);
      expect(await outcome(bytes)).toMatch(/^(refused|pixels-damaged)$/);
    }
  });

  it.each(['svg', 'pdf'] as const)('with a byte changed anywhere: %s', async (format) => {
    for (let i = 0; i < 60; i++) {
      const bytes = Buffer.from(files[format]);
      bytes[Math.floor((bytes.length * i) / 60)]! ^= 85;
      expect(typeof (await outcome(bytes))).toBe('string');
    }
  });

  it.each([
    ['nothing', ''],
    ['text', 'hello'],
    ['an empty object', '{}'],
    ['a list', '[]'],
    ['the JSON of something else', '{"version":"1.0.0","name":"workbench"}'],
    ['other JSON', '{"format":"cvae-workbench-sheet"}'],
    ['JSON a hundred thousand deep', '{"a":'.repeat(100_000)],
    ['a PNG signature alone', '\x89PNG\r\n\x1a\n'],
    ['a PDF header alone', '%PDF-1.7\n'],
    ['an SVG without anything', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['a program', '\x7fELF'],
  ])('refuses %s', async (_, text) => {
    expect(await outcome(Buffer.from(text, 'latin1'))).toBe('refused');
  });
});

describe('hostile files', () => {
  it('stops a decompression bomb after the last line of the picture', async () => {
    const before = process.memoryUsage().rss;
    const bomb = withLines(files.png, (lines) => Buffer.concat([lines, Buffer.alloc(2 ** 28)]));
    const held = process.memoryUsage().rss - before;
    const { check } = await service.verify(bomb);

    expect(check).toEqual({
      kind: 'pixels-damaged',
      message: 'It holds more pixels than its size says.',
    });
    expect(process.memoryUsage().rss - before - held).toBeLessThan(2 ** 26);
  });

  it('allocates nothing for a size that is only claimed', async () => {
    const chunks = chunksOf(files.png);
    const header = Buffer.from(chunks[0]!.data);
    header.writeUInt32BE(2 ** 31 - 1, 0);
    header.writeUInt32BE(2 ** 31 - 1, 4);
    const png = pngOf(chunks.with(0, { type: 'IHDR', data: header }));

    expect(await outcome(png)).toBe('other-size');
    const missing = await serviceOfTests({ stored: [] }).service.verify(
      pngOf(chunksOf(png).filter(({ type }) => type !== 'cvMd')),
    );
    expect(missing.check).toMatchObject({ kind: 'checkpoint-missing', intact: false });
  });

  it.each([
    ['streams that a PDF says to begin', 'pdf', '\nstream\n'],
    [
      'empty streams',
      'pdf',
      '\n9 0 obj\n<< /Filter /FlateDecode /Length 0 >>\nstream\n\nendstream',
    ],
    ['empty models', 'svg', '<cvae:model></cvae:model>'],
    ['empty recipes', 'svg', '<cvae:sheet></cvae:sheet>'],
  ] as const)('gives up at more %s than a sheet has', async (_, format, part) => {
    const bytes = Buffer.concat([files[format], Buffer.from(part.repeat(2 ** 18))]);
    await expect(service.verify(bytes)).rejects.toThrow('more parts than any sheet');
  });

  it('gives up at more chunks of a PNG than a sheet has', async () => {
    const [header, ...rest] = chunksOf(files.png);
    const empty = Array.from({ length: 2 ** 18 }, () => ({ type: 'IDAT', data: Buffer.alloc(0) }));
    const png = pngOf([header!].concat(empty, rest));
    await expect(service.verify(png)).rejects.toThrow('more parts than any sheet');
  });

  it('takes no more texts of a drawing apart than a sheet has', async () => {
    const texts = Buffer.from('<text '.repeat(2 ** 18));
    expect(await outcome(Buffer.concat([files.svg, texts]))).toBe('texts-differ');
  });

  it('looks at kind and size of a file before it reads it', async () => {
    const pipe = join(folder, 'pipe.png');
    execFileSync('mkfifo', [pipe]);
    const huge = join(folder, 'huge.png');
    writeFileSync(huge, '');
    truncateSync(huge, 600_000_000);
    for (const path of [pipe, folder, '/dev/zero']) {
      await expect(service.verify(path)).rejects.toThrow(`${path} is not an ordinary file`);
    }
    await expect(service.verify(huge)).rejects.toThrow('larger than 256 MB');
    await expect(service.verify('/proc/self/status')).rejects.toThrow('neither PNG, SVG, PDF nor');
    rmSync(join(folder, 'sheet.json'));
    execFileSync('mkfifo', [join(folder, 'sheet.json')]);
    await expect(writeSheet(folder, recipe)).rejects.toMatchObject({ kind: 'conflict' });
  });

  it('unpacks no more of a PDF than a page and its typefaces are', async () => {
    const packed = deflateSync(Buffer.alloc(2 ** 24));
    const entries = `/Filter /FlateDecode /Length ${packed.length}`;
    const bomb = Buffer.concat([Buffer.from(`\n9 0 obj\n<< ${entries} >>\nstream\n`), packed]);
    const bombs = Buffer.concat([files.pdf, ...Array<Buffer>(900).fill(bomb)]);
    expect(await outcome(bombs)).toBe('texts-differ');
  });

  it('refuses a recipe longer than any before it looks into it', async () => {
    const svg = `<svg><cvae:sheet>${'&quot;'.repeat(2 ** 22)}</cvae:sheet></svg>`;
    await expect(service.verify(Buffer.from(svg))).rejects.toThrow('too large');
  });

  it('expands no entities', async () => {
    const entities = Array.from(
      { length: 9 },
      (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`,
    );
    const svg = `<!DOCTYPE svg [<!ENTITY l0 "lol">${entities.join('')}]><svg><metadata><cvae:sheet>&l9;</cvae:sheet></metadata></svg>`;
    await expect(service.verify(Buffer.from(svg))).rejects.toThrow('it is not JSON');
    const file =
      '<!DOCTYPE svg [<!ENTITY f SYSTEM "file:///etc/passwd">]><svg><cvae:sheet>&f;</cvae:sheet></svg>';
    await expect(service.verify(Buffer.from(file))).rejects.toThrow('it is not JSON');
  });

  it('refuses a model that is not the one described', async () => {
    const chunks = chunksOf(files.png);
    const at = chunks.findIndex(({ type }) => type === 'cvMd');
    const png = pngOf(chunks.with(at, { type: 'cvMd', data: Buffer.alloc(1000) }));
    await expect(service.verify(png)).rejects.toThrow('The model in the file is damaged.');
  });

  it('refuses recipes of sheets that nobody could open', async () => {
    const svg = files.svg
      .toString()
      .replace('&quot;count&quot;: 2', '&quot;count&quot;: 1000000000');
    expect(await outcome(Buffer.from(svg))).toBe('refused');
    const scaled = files.svg
      .toString()
      .replace('&quot;cellSize&quot;: 28', '&quot;cellSize&quot;: 2800');
    expect(await outcome(Buffer.from(scaled))).toBe('refused');
  });

  it('takes a picture apart that is something else', async () => {
    const bytes = files.svg
      .toString()
      .replace(/base64,[^"]+"/, `base64,${deflateSync('x').toString('base64')}"`);
    expect(await outcome(Buffer.from(bytes))).toBe('pixels-damaged');
  });
});
