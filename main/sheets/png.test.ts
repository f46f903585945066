import { createHash } from 'node:crypto';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { encodeGrayPng, type GrayImage } from './png';

async function* inBands(pixels: Uint8Array, ...lengths: number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const length of lengths) yield pixels.subarray(from, (from += length));
  await Promise.resolve();
}

async function encoded(image: GrayImage, text = ''): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  const caption = () => (text === '' ? [] : [{ keyword: 'Test', text }]);
  for await (const piece of encodeGrayPng(image, caption)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Gray levels as an independent decoder sees them; it checks the CRC of every chunk. */
function decoded(png: Buffer): { width: number; height: number; levels: number[] } {
  const { width, height, data } = PNG.sync.read(png, { checkCRC: true });
  const levels = Array.from({ length: width * height }, (_, i) => data[i * 4]!);
  expect(levels.every((level, i) => level === data[i * 4 + 1] && level === data[i * 4 + 2])).toBe(
    true,
  );
  return { width, height, levels };
}

const pixels = Uint8Array.from({ length: 12 }, (_, i) => i * 20);

describe('encodeGrayPng', () => {
  it('is read back pixel for pixel, however the lines are banded', async () => {
    const whole = await encoded({ width: 3, height: 4, bands: inBands(pixels, 12), repeat: 1 });
    const parts = await encoded({ width: 3, height: 4, bands: inBands(pixels, 3, 9), repeat: 1 });

    expect(decoded(whole)).toEqual({ width: 3, height: 4, levels: [...pixels] });
    expect(decoded(parts)).toEqual(decoded(whole));
  });

  it('is one byte a pixel of gray', async () => {
    const png = await encoded({ width: 3, height: 4, bands: inBands(pixels, 12), repeat: 1 });

    expect([...png.subarray(24, 29)]).toEqual([8, 0, 0, 0, 0]);
  });

  it('repeats lines', async () => {
    const png = await encoded({ width: 6, height: 6, bands: inBands(pixels, 12), repeat: 3 });
    const [a, b] = [[...pixels.subarray(0, 6)], [...pixels.subarray(6)]];

    expect(decoded(png).levels).toEqual([a, a, a, b, b, b].flat());
  });

  it('gives the SHA-256 of the gray levels as shown', async () => {
    const hashes: string[] = [];
    const image = { width: 6, height: 4, bands: inBands(pixels, 12), repeat: 2 };
    const pieces: Uint8Array[] = [];
    for await (const piece of encodeGrayPng(image, (sha256) => (hashes.push(sha256), []))) {
      pieces.push(piece);
    }
    const { levels } = decoded(Buffer.concat(pieces));

    expect(hashes).toEqual([createHash('sha256').update(Uint8Array.from(levels)).digest('hex')]);
  });

  it('carries text that is not Latin-1', async () => {
    const image = { width: 3, height: 4, bands: inBands(pixels, 12), repeat: 1 };
    const png = await encoded(image, 'größe 大小');

    expect(png.includes(Buffer.from('iTXtTest\0\0\0\0\0größe 大小', 'utf8'))).toBe(true);
    expect(decoded(png).levels).toEqual([...pixels]);
  });

  it('throws what the bands throw', async () => {
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield pixels.subarray(0, 3);
      await Promise.reject(new Error('the sampler died'));
    }

    await expect(encoded({ width: 3, height: 4, bands: failing(), repeat: 1 })).rejects.toThrow(
      'the sampler died',
    );
  });
});
