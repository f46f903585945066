import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recipeOfTests } from '../../shared/sheets/testing';
import { chunksOf, pngOf } from './testing/png-chunks';
import { serviceOfTests, storedModel } from './testing/sheet-service';
import { digits, writeSheet } from './testing/write-sheet';

const plain = recipeOfTests(digits, { scale: 1, margin: 0, headings: false, legend: false });

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'cvae-saved-again-'))));
afterEach(() => rmSync(folder, { recursive: true }));

describe('a sheet that an image program has saved again', () => {
  it.each([
    ['gray with alpha', { colorType: 4 }, 'iTXt'],
    ['RGB', { colorType: 2 }, 'iTXt, compressed'],
    ['RGB with alpha', { colorType: 6 }, 'zTXt'],
    ['gray', { colorType: 0 }, 'tEXt'],
  ] as const)('reads what an image program has saved as %s', async (_, kind, textKind) => {
    const { bytes } = await writeSheet(folder, plain);
    const saved = chunksOf(PNG.sync.write(PNG.sync.read(bytes), kind));
    const { data } = chunksOf(bytes).find(({ type }) => type === 'iTXt')!;
    const keyword = data.subarray(0, data.indexOf(0) + 1);
    const text = data.subarray(keyword.length + 4);
    const chunk = {
      iTXt: { type: 'iTXt', data },
      'iTXt, compressed': {
        type: 'iTXt',
        data: Buffer.concat([keyword, Buffer.of(1, 0, 0, 0), deflateSync(text)]),
      },
      zTXt: { type: 'zTXt', data: Buffer.concat([keyword, Buffer.of(0), deflateSync(text)]) },
      tEXt: { type: 'tEXt', data: Buffer.concat([keyword, text]) },
    }[textKind];
    const again = pngOf(saved.toSpliced(1, 0, chunk));
    expect((await serviceOfTests().service.verify(again)).check).toEqual({ kind: 'matches' });
    const elsewhere = serviceOfTests({ stored: [storedModel(2)] }).service;
    expect((await elsewhere.verify(again)).check).toMatchObject({
      kind: 'checkpoint-missing',
      intact: true,
    });
  });

  it('is said to have transparent parts, or a recipe that cannot be decompressed', async () => {
    const { bytes } = await writeSheet(folder, plain);
    const png = PNG.sync.read(bytes);
    png.data[3] = 0;
    const texts = chunksOf(bytes).filter(({ type }) => type === 'iTXt');
    const clear = pngOf(chunksOf(PNG.sync.write(png)).toSpliced(1, 0, ...texts));
    const { service } = serviceOfTests();
    expect((await service.verify(clear)).check).toMatchObject({
      kind: 'pixels-damaged',
      message: expect.stringContaining('transparent') as string,
    });
    const data = Buffer.from('%\0\0no zlib stream', 'latin1');
    const keyword = texts[0]!.data.subarray(0, texts[0]!.data.indexOf(0));
    const chunk = { type: 'zTXt', data: Buffer.concat([keyword, data.subarray(1)]) };
    await expect(service.verify(pngOf(chunksOf(bytes).toSpliced(1, 0, chunk)))).rejects.toThrow(
      'it cannot be decompressed',
    );
  });
});
